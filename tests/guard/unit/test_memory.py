"""What a process may use, from recorded control groups; and what is read, kept and said of it."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_guard.memory import words
from pytest_guard.memory.cgroups import Group, groups, machine
from pytest_guard.memory.kept import Kept
from pytest_guard.memory.limits import LEAST, headroom, share_of
from pytest_guard.memory.measures import Measures
from pytest_guard.memory.release import forget
from pytest_guard.memory.resident import ResidentByPsutil, highest, most, of_descendants, resident

from tests.command import plant

MB = 1024 * 1024
V1 = "32 31 0:29 {mounted} /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
V2 = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="control groups are Linux's")


def seen(root: Path, files: dict[str, str]) -> list[Group]:
    plant(root, files)
    return groups(f"{root}/")


def test_own_group_and_those_above_in_version_1(tmp_path: Path) -> None:
    found = seen(
        tmp_path,
        {
            "proc/self/cgroup": "5:cpu:/other\n4:memory:/pod/one\n0::/\n",
            "proc/self/mountinfo": V1.format(mounted="/"),
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/pod/memory.limit_in_bytes": f"{200 * MB}\n",
            "sys/fs/cgroup/memory/pod/one/memory.limit_in_bytes": f"{300 * MB}\n",
        },
    )
    assert [(group.limit, Path(group.folder).name) for group in found] == [(200.0, "pod"), (300.0, "one")]
    assert found[0].name == "cgroup v1"


def test_a_container_sees_its_group_as_the_root(tmp_path: Path) -> None:
    folder = "sys/fs/cgroup/memory"
    found = seen(
        tmp_path,
        {
            "proc/self/cgroup": "4:memory:/docker/abc\n",
            "proc/self/mountinfo": V1.format(mounted="/docker/abc"),
            f"{folder}/memory.limit_in_bytes": f"{256 * MB}\n",
            f"{folder}/memory.usage_in_bytes": f"{200 * MB}\n",
            f"{folder}/memory.stat": f"cache 1\ninactive_file 1\ntotal_inactive_file {60 * MB}\n"
            f"total_active_file {40 * MB}\n",
            f"{folder}/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n",
        },
    )
    assert [group.limit for group in found] == [256.0]
    assert found[0].room() == 256 - 200 + 60 + 40  # cached files are given back
    assert found[0].kills() == 3


def test_version_2_and_no_limit(tmp_path: Path) -> None:
    files = {
        "proc/self/cgroup": "0::/user/run\n",
        "proc/self/mountinfo": V2,
        "sys/fs/cgroup/user/memory.max": "max\n",
        "sys/fs/cgroup/user/run/memory.max": f"{512 * MB}\n",
        "sys/fs/cgroup/user/run/memory.current": f"{100 * MB}\n",
        "sys/fs/cgroup/user/run/memory.stat": f"anon 5\ninactive_file {10 * MB}\nactive_file 0\n",
        "sys/fs/cgroup/user/run/memory.events": "low 0\noom 2\noom_kill 1\n",
    }
    (found,) = seen(tmp_path, files)
    assert (found.version, found.limit, found.room(), found.kills()) == (2, 512.0, 422.0, 1)
    assert seen(tmp_path / "none", {**files, "sys/fs/cgroup/user/run/memory.max": "max\n"}) == []


@settings(max_examples=25)
@given(st.text(), st.text(), st.text())
def test_nothing_that_is_read_is_a_crash(cgroup: str, mountinfo: str, limit: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {"proc/self/cgroup": cgroup, "proc/self/mountinfo": mountinfo}
        for name in ("memory/memory.limit_in_bytes", "memory.max"):
            files[f"sys/fs/cgroup/{name}"] = limit
        for name, text in files.items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", errors="replace")
        assert all(group.limit >= 0 and group.kills() == 0 for group in groups(f"{folder}/"))


def group(tmp_path: Path, limit: float, used: float) -> list[Group]:
    plant(tmp_path, {"memory.current": str(int(used * MB)), "memory.stat": ""})
    return [Group(str(tmp_path), 2, limit)]


def test_the_share_of_a_process_is_shown_as_it_is_reckoned(tmp_path: Path) -> None:
    alone = share_of(40.0, 0, group(tmp_path, 512.0, 40.0))
    assert alone.megabytes == 512 - 64
    assert alone.words == "auto: 512MB of the cgroup v2 - 64MB headroom"
    four = share_of(40.0, 4, group(tmp_path, 1024.0, 140.0))
    assert four.megabytes == (1024 - 128 - 100 - 40) / 4
    assert (
        four.words == "auto: (1024MB of the cgroup v2 - 128MB headroom - 100MB of others - 40MB controller) / 4 workers"
    )


def test_a_share_that_is_too_small_stops_no_run(tmp_path: Path) -> None:
    share = share_of(40.0, 8, group(tmp_path, 256.0, 40.0))
    assert share.megabytes == 40.0 + LEAST
    assert share.words.endswith("/ 8 workers = 23MB, too few for a process that begins with 40MB")


@given(st.floats(17, 1e6))
def test_headroom_is_a_part_that_is_enough_for_the_kernel(total: float) -> None:
    assert 16 <= headroom(total) <= 256
    assert headroom(total) < total


@linux
def test_what_is_resident_is_read_also_when_all_files_were_closed_and_in_a_fork() -> None:
    now = resident()
    before = now()
    block = b"x" * (32 * MB)
    assert before > 5
    assert 30 < now() - before < 40
    os.close(now._file._file)
    assert now() > before
    del block
    code = (
        "import os; from pytest_guard.memory.resident import resident\n"
        "block = b'x' * 2**26; now = resident(); parent = now(); pid = os.fork()\n"
        "if not pid:\n"
        "    del block; os._exit(0 if now() < parent - 32 else 1)\n"
        "raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0
    now.close()


@linux
def test_a_number_that_belongs_to_another_file_stays_open(tmp_path: Path) -> None:
    kept = Kept("/proc/self/statm")
    assert kept.read()
    os.close(kept._file)
    other = os.open(tmp_path / "other", os.O_CREAT | os.O_RDWR)
    assert other == kept._file
    kept.close()
    os.close(other)  # raises where it has been closed


@linux
def test_psutil_says_the_same_where_there_is_no_proc() -> None:
    assert ResidentByPsutil()() == pytest.approx(resident()(), rel=0.1)


@linux
def test_heights_descendants_and_the_machine() -> None:
    assert highest() >= resident()() * 0.9
    assert most()() > 0
    total, free = machine()
    assert total > free > 0
    code = "print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert of_descendants() > 1
        child.communicate(b"\n")


def test_what_is_told_of_a_run() -> None:
    measures = Measures(start=31.0, peak=31.0, end=40.0, tests=1247, collected=245.25)
    measures.reached(120.0, "test_a.py::test_a")
    measures.reached(120.1, "test_b.py::test_b")  # within what the kernel counts in one batch
    for name, megabytes in (("a", 0.1), ("b", 3.0), ("b", 2.0), ("c", 40.0)):
        measures.grew(measures.grown_by_test, name, megabytes)
    measures.refused, measures.refused_as, measures.refused_for = 2, "skipped", "memory was over the limit"
    assert words.collected(measures) == ["[MEMORY] After collection: 245.2MB (1,247 tests)"]
    assert words.ended(Measures(**measures.json())) == [
        "[MEMORY] Final memory usage: 40.0MB",
        "[MEMORY] Peak memory: 120.0MB (test_a.py::test_a)",
        "[MEMORY] Tests that added most: c +40.0MB, b +5.0MB",
        "[MEMORY] 2 tests skipped: memory was over the limit",
    ]
    assert words.worker("gw1", measures)[0].startswith(
        "[MEMORY] gw1: start 31.0MB, after collection 245.2MB (1,247 tests)"
    )


def test_what_a_failed_import_holds_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {"much_of_guard.py": "DATA = [1]\ndef more():\n    raise MemoryError\nmore()\n"})
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MemoryError) as raised:
        importlib.import_module("much_of_guard")
    names = raised.traceback[-2].frame.f_globals
    assert names["DATA"] == [1]
    forget(raised.value)
    assert not names


def test_names_that_others_use_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {"loaded_twice.py": "import sys\nDATA = 1\nif sys.stop_of_guard: raise MemoryError\n"})
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "stop_of_guard", False, raising=False)
    module = importlib.import_module("loaded_twice")
    monkeypatch.setattr(sys, "stop_of_guard", True)
    for again in (lambda: importlib.reload(module), lambda: exec("raise MemoryError", vars(module))):
        with pytest.raises(MemoryError) as raised:
            again()
        forget(raised.value)
    assert module.DATA == 1
