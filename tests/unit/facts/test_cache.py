"""The cache: values come back as they were, and nothing that happens to its files is an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doctor.facts import cache
from doctor.facts.codec import decode, encode
from doctor.model.config import Source
from doctor.model.places import Place
from doctor.model.plugins import IniKey, Marker, Provided
from doctor.model.sources import Expr


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(cache, "_stores", {})
    found = cache.folder()
    assert found is not None
    return found


def next_process() -> None:
    cache._stores.clear()


VALUE = Provided(markers=(Marker("slow", Place("a.py", 1, 2, 3, 4)),), ini=(IniKey("k", default=("a", 1)),))


def test_a_value_comes_back_in_the_next_process() -> None:
    cache.store("plugins", "pytest-cov 5", VALUE)
    assert cache.load("plugins", "pytest-cov 5") == VALUE
    cache.flush()
    next_process()
    assert cache.load("plugins", "pytest-cov 5") == VALUE
    assert cache.load("plugins", "pytest-cov 6") is None


def test_a_tag_can_be_read_and_changed_without_the_value() -> None:
    cache.of("x").put("a.py", (1, "two"), (3, "tag"))
    cache.flush()
    next_process()
    assert cache.of("x").tag("a.py") == (3, "tag")
    cache.of("x").retag("a.py", (4,))
    cache.flush()
    next_process()
    assert (cache.of("x").tag("a.py"), cache.of("x").get("a.py")) == ((4,), (1, "two"))


def test_two_processes_keep_what_the_other_wrote() -> None:
    ours, theirs = cache.Store("x"), cache.Store("x")
    ours.put("a", 1)
    theirs.put("b", 2)
    ours.flush()
    theirs.flush()
    assert (cache.load("x", "a"), cache.load("x", "b")) == (1, 2)


@pytest.mark.parametrize("cut", [0, 5, 30, 60, -1])
def test_a_file_that_is_cut_off_is_no_cache(folder: Path, cut: int) -> None:
    cache.store("x", "a", VALUE)
    cache.flush()
    next_process()
    data = (folder / "x").read_bytes()
    (folder / "x").write_bytes(data[:cut])
    assert cache.load("x", "a") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_damaged_file_gives_the_value_or_none(folder: Path, place: int, byte: int) -> None:
    next_process()
    cache.of("x").put("a", VALUE)
    cache.flush()
    next_process()
    data = bytearray((folder / "x").read_bytes())
    data[place % len(data)] = byte
    (folder / "x").write_bytes(data)
    assert cache.load("x", "a") in (VALUE, None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary())
def test_a_foreign_file_is_no_cache_and_is_replaced(folder: Path, data: bytes) -> None:
    next_process()
    folder.mkdir(exist_ok=True)
    (folder / "x").write_bytes(cache.MAGIC + data)
    assert cache.load("x", "a") is None
    cache.store("x", "a", 1)
    cache.flush()
    next_process()
    assert cache.load("x", "a") == 1


def test_a_file_of_another_version_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("x", "a", 1)
    cache.flush()
    next_process()
    monkeypatch.setitem(cache._state, "stamp", "another")
    assert cache.load("x", "a") is None


def test_a_module_of_any_folder_of_ours_makes_another_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "facts" / "sources" / "slips" / "asking.py"
    deep.parent.mkdir(parents=True)
    deep.write_text("a = 1\n")
    monkeypatch.setattr(cache, "PACKAGE", str(tmp_path))
    before = cache.stamp("facts", "")
    deep.write_text("a = 12\n")
    assert cache.stamp("facts", "")[0] != before[0]
    assert cache.stamp("facts", "")[1] == before[1]  # the package's own modules are the same


def test_without_a_folder_to_write_to_there_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    cache.store("x", "a", 1)
    cache.flush()
    next_process()
    assert cache.load("x", "a") is None


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the variable is of other systems")
def test_a_relative_cache_folder_counts_as_unset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a project that we are called in could feed us."""
    monkeypatch.setenv("XDG_CACHE_HOME", ".")
    assert cache.folder() == tmp_path / ".cache" / "pytest-doctor"
    monkeypatch.setenv("HOME", "home")
    assert cache.folder() is None


@pytest.mark.skipif(not hasattr(os, "symlink") or not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_the_old_file(folder: Path) -> None:
    cache.store("x", "a", 1)
    cache.flush()
    (folder / f"x.{os.getpid()}.part").symlink_to("/dev/full")
    cache.store("x", "b", 2)
    cache.flush()
    next_process()
    assert (cache.load("x", "a"), cache.load("x", "b")) == (1, None)
    assert [path.name for path in folder.iterdir()] == ["x"]


def test_what_nobody_wrote_to_for_long_is_removed(folder: Path) -> None:
    cache.store("old", "a", 1)
    cache.flush()
    os.utime(folder / "old", (0, 0))
    cache.store("new", "a", 1)
    cache.flush()
    assert [path.name for path in folder.iterdir()] == ["new"]


def test_the_oldest_files_go_where_there_are_too_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEEP_FILES", 3)
    for number in range(5):
        cache.store(f"kind-{number}", "k", VALUE)
        cache.flush()
        next_process()
        os.utime(folder / f"kind-{number}", (2e9 + number, 2e9 + number))
    cache.store("kind-5", "k", VALUE)
    cache.flush()
    assert sorted(path.name for path in folder.iterdir()) == ["kind-2", "kind-3", "kind-4", "kind-5"]


def test_the_oldest_files_go_where_they_are_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        cache.store(f"kind-{number}", "k", "x" * 1000)
        cache.flush()
        next_process()
        os.utime(folder / f"kind-{number}", (2e9 + number, 2e9 + number))
    monkeypatch.setattr(cache, "KEEP_IN_ALL", 2500)
    cache.store("last", "k", 1)
    cache.flush()
    assert sorted(path.name for path in folder.iterdir()) == ["kind-1", "kind-2", "last"]


def test_what_would_not_be_read_again_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEEP_BYTES", 1000)
    monkeypatch.setattr(cache, "MAX_BYTES", 5000)
    for number in range(10):
        cache.store("x", f"key-{number}", "x" * 1000)
    cache.flush()
    assert (folder / "x").stat().st_size <= 5000
    next_process()
    assert [number for number in range(10) if cache.load("x", f"key-{number}")] == [0, 1, 2, 3]


def test_beyond_its_size_it_keeps_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("x", "old", "a" * 100)
    cache.store("x", "used", "b" * 100)
    cache.flush()
    next_process()
    monkeypatch.setattr(cache, "KEEP_BYTES", 250)
    assert cache.load("x", "used")
    cache.store("x", "new", "c" * 100)
    cache.flush()
    next_process()
    assert [bool(cache.load("x", key)) for key in ("old", "used", "new")] == [False, True, True]


def test_it_is_written_when_the_process_ends(folder: Path) -> None:
    code = "from doctor.facts import cache; cache.store('x', 'a', 7)"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ})
    assert cache.load("x", "a") == 7


def test_it_imports_nothing_heavy() -> None:
    code = "import sys, doctor.facts.cache; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"ast", "hashlib", "inspect", "json", "pickle", "tempfile"} & set(found)


def test_only_nouns_of_the_model_come_out() -> None:
    with pytest.raises(TypeError):
        decode(("record.values", "a"))
    with pytest.raises(TypeError):
        encode(Path())


def expressions() -> st.SearchStrategy[Expr]:
    places = st.builds(Place, st.text(), st.integers(), st.integers(0, 9))
    values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary())
    leaves = st.builds(Expr, st.sampled_from(["constant", "name"]), places, values)
    return st.recursive(
        leaves,
        lambda inner: st.builds(
            Expr,
            st.just("call"),
            places,
            st.text(),
            parts=st.lists(inner, max_size=3).map(tuple),
            keywords=st.lists(st.tuples(st.text(), inner), max_size=2).map(tuple),
        ),
    )


@given(expressions())
def test_any_noun_survives_the_codec(expr: Expr) -> None:
    found = decode(encode(expr))
    assert found == expr
    assert repr(found) == repr(expr)


@pytest.mark.parametrize(
    "value", [Source.ADDOPTS, frozenset({"a", "b"}), {"a": (Place("x"), None)}, (), ((),), "", -1.5, b"\xff", "\udcff"]
)
def test_other_values_survive_the_codec(value: object) -> None:
    assert decode(encode(value)) == value
