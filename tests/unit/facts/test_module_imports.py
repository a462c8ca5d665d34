"""What a module imports by the look of its lines is what its tree says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import doctor
from doctor.facts.module_imports import absolute, may_raise_again, read_imports, seeming_imports, top_imports
from doctor.facts.module_names import seeming_names

SOURCE = b'''"""Opens ports.

import nothing
from nowhere import nothing
"""
import os, sys as system
import a.b.c as d  # as it is
from . import names
from .names import (
    One,  # the first
    Two as Three,
)
from ..up import x, \\
    y

try:
    import guarded
except ImportError:
    guarded = None

if system:
    import conditional


def later():
    import inner
'''


def pairs(found) -> set[tuple[str, tuple[str, ...]]]:
    return {(each.module, each.names) for each in found}


def test_imports_of_the_body_are_told() -> None:
    assert pairs(top_imports(SOURCE, "m.py", "pkg.sub")) == {
        ("os", ()),
        ("sys", ()),
        ("a.b.c", ()),
        ("pkg.sub", ("names",)),
        ("pkg.sub.names", ("One", "Two")),
        ("pkg.up", ("x", "y")),
    }


def test_the_place_is_that_of_the_statement() -> None:
    first = next(iter(top_imports(b"\n\nimport os\n", "m.py", "")))
    assert (first.place.file, first.place.line, first.place.column) == ("m.py", 3, 1)


@pytest.mark.parametrize("file", sorted(Path(doctor.__file__).parent.rglob("*.py")), ids=lambda file: file.stem)
def test_lines_say_what_the_tree_says(file: Path) -> None:
    source = file.read_bytes()
    assert set(seeming_imports(source, "m.py", "a.b")) == set(top_imports(source, "m.py", "a.b"))


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_lines_say_it_of_statements_over_several_lines(newline: bytes) -> None:
    source = SOURCE.replace(b"\n", newline)
    assert set(seeming_imports(source, "m.py", "pkg.sub")) == set(top_imports(source, "m.py", "pkg.sub"))


def test_lines_are_believed_only_where_all_is_there(tmp_path: Path) -> None:
    file = tmp_path / "m.py"
    file.write_bytes(SOURCE + b"raise SystemExit\nimport behind\n")
    seen = read_imports(str(file), "m.py", "pkg.sub", lambda _: True)
    exact = read_imports(str(file), "m.py", "pkg.sub", lambda name: name != "os")
    assert "behind" in {each.module for each in seen}
    assert "behind" not in {each.module for each in exact}
    assert all(each.place.line for each in (*seen, *exact))


def test_lines_are_not_believed_where_a_comment_has_triple_quotes(tmp_path: Path) -> None:
    file = tmp_path / "m.py"
    file.write_bytes(b'import os  # between """\n"""\nimport nothing\n"""\n')
    assert pairs(read_imports(str(file), "m.py", "", lambda _: True)) == {("os", ())}


@pytest.mark.parametrize(
    ("module", "level", "package", "found"),
    [("x", 0, "a", "x"), ("x", 1, "a.b", "a.b.x"), ("", 2, "a.b", "a"), ("x", 3, "a.b", ""), ("x", 1, "", "")],
)
def test_relative_names_are_made_absolute(module: str, level: int, package: str, found: str) -> None:
    assert absolute(module, level, package) == found


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(source: bytes) -> None:
    for text in (source, b"import " + source, b"from " + source):
        assert isinstance(list(seeming_imports(text, "m.py", "a")), list)
        assert isinstance(list(top_imports(text, "m.py", "a")), list)


@pytest.mark.parametrize(
    ("handlers", "needed"),
    [
        ("except ImportError as fault:\n    # said so\n\n    raise ImportError('install it') from fault\n", True),
        ("except ImportError:  # optional\n    thing = None\n", False),
        ("except ImportError:\n    if thing:\n        raise\n", False),
        ("except ImportError:\n    thing = None\nexcept OSError:\n    raise\n", False),
        ("except ImportError:\n    raise unittest.SkipTest('not here')\n", False),
        ("finally:\n    pass\n", False),
    ],
)
def test_an_import_in_a_try_that_raises_again_is_needed(handlers: str, needed: bool, tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text(f"import os\n\ntry:\n    from thing import x\n{handlers}", encoding="utf-8")
    found = read_imports(str(path), "m.py", "", lambda name: name == "os")
    assert ("thing" in {each.module for each in found}) == needed


def test_a_long_handler_that_does_not_raise_is_read_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text("try:\n    import os\nexcept ImportError:\n" + "        x = 1\n" * 3_000, encoding="utf-8")
    assert not may_raise_again(path.read_bytes())


def test_names_of_a_module_that_ends_within_an_import(tmp_path: Path) -> None:
    half = tmp_path / "half.py"
    half.write_text("def connect(): pass\nfrom .client import")
    assert seeming_names(str(half)).names == {"connect"}
