"""Files are changed all or none; a process that is killed between two system calls leaves each file old or new."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.fixes import journal
from doctor.fixes.lock import locked
from doctor.fixes.write import recovered, write
from tests.unit.fixes.writing import CHANGES, NEW, OLD

ANY = {change.file: {change.before, change.after} for change in CHANGES}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for change in CHANGES:
        if change.before is not None:
            path = tmp_path / change.file
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(change.before)
    return tmp_path


def contents(project: Path, file: str) -> bytes | None:
    path = project / file
    return path.read_bytes() if path.exists() else None


def leftovers(project: Path) -> list[str]:
    return [path.name for path in project.rglob("*.tmp")]


def test_all_files_are_changed(project: Path) -> None:
    write(project, CHANGES)
    assert {change.file: contents(project, change.file) for change in CHANGES} == {
        change.file: change.after for change in CHANGES
    }
    assert not leftovers(project)


WRITER = """
import os, sys
sys.path.insert(0, sys.argv[2])
from hashlib import sha256
import fcntl, json, time
from tests.unit.fixes.writing import CHANGES
from doctor.fixes.write import write
os.access("/begin", os.F_OK)
write(sys.argv[1], CHANGES)
"""
CALLS = (
    *(
        "open",
        "openat",
        "creat",
        "write",
        "pwrite64",
        "fsync",
        "fdatasync",
        "rename",
        "renameat",
        "renameat2",
        "unlink",
    ),
    *("unlinkat", "mkdir", "mkdirat", "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "ftruncate"),
)


def may_trace() -> bool:
    strace = shutil.which("strace")
    return bool(strace) and subprocess.run([strace, "true"], capture_output=True, check=False).returncode == 0


def traced(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The real writer in a process of its own, under strace."""
    root = str(Path(__file__).parents[3])
    command = ["strace", "-f", *options, sys.executable, "-B", "-c", WRITER, str(project), root]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def reset(project: Path) -> None:
    for change in CHANGES:
        (project / change.file).unlink(missing_ok=True)
        if change.before is not None:
            (project / change.file).write_bytes(change.before)
    shutil.rmtree(project / "tests/made", ignore_errors=True)


def calls_of_the_writer(project: Path, log: Path) -> list[tuple[str, int]]:
    """The system calls that change files once writing begins, each with its number among those of its name."""
    names = ",".join(f"?{name}" for name in CALLS)
    assert traced(project, "-e", f"trace=?access,?faccessat,?faccessat2,{names}", "-o", str(log)).returncode == 0
    counts: Counter[str] = Counter()
    found, begun = [], False
    for line in log.read_text().splitlines():
        name = line.split(maxsplit=1)[1].partition("(")[0]
        counts[name] += 1
        begun = begun or '"/begin"' in line
        if begun and name in CALLS:
            found.append((name, counts[name]))
    return found


@pytest.mark.slow
@pytest.mark.skipif(not may_trace(), reason="strace is not installed, or must not trace here")
def test_killed_before_any_system_call_that_changes_files(project: Path, tmp_path_factory) -> None:
    log = tmp_path_factory.mktemp("log") / "calls"
    calls = calls_of_the_writer(project, log)
    assert {"rename", "unlink", "fsync", "write", "mkdir"} <= {name for name, _ in calls}
    ends = set()
    for name, number in calls:
        reset(project)
        run = traced(project, "-e", f"trace={name}", "-e", f"inject={name}:error=EIO:signal=KILL:when={number}")
        assert run.returncode in (137, -9), (name, number, run.stderr)
        state = tuple(contents(project, change.file) == change.after for change in CHANGES)
        for change in CHANGES:
            assert contents(project, change.file) in ANY[change.file], (name, number, change.file)
        recovered(project)
        whole = {contents(project, change.file) == change.after for change in CHANGES}
        assert len(whole) == 1, (name, number, state)
        ends.add(state)
    assert {(False,) * 4, (True,) * 4} < ends  # it was killed between two files, too
    reset(project)
    write(project, CHANGES)
    assert not leftovers(project)


def test_leftovers_of_a_killed_process_go(project: Path) -> None:
    for name in (".pytest.ini.999999999-0a.pytest-doctor.tmp", ".setup.cfg.pytest-doctor.tmp"):
        (project / name).write_bytes(b"half")
    write(project, CHANGES)
    assert not leftovers(project)
    assert contents(project, "pytest.ini") == NEW


def test_file_changed_meanwhile_is_named_and_nothing_is_written(project: Path) -> None:
    (project / "tests/conftest.py").write_bytes(b"mine = 1\n")
    with pytest.raises(UsageError, match=r"tests/conftest\.py has changed meanwhile"):
        write(project, CHANGES)
    assert contents(project, "pytest.ini") == OLD
    assert contents(project, "tests/conftest.py") == b"mine = 1\n"
    assert not leftovers(project)


def test_file_that_appeared_meanwhile_is_kept(project: Path) -> None:
    (project / "tests/made").mkdir()
    (project / "tests/made/test_new.py").write_bytes(b"mine = 1\n")
    with pytest.raises(UsageError, match=r"tests/made/test_new\.py has changed meanwhile"):
        write(project, CHANGES)
    assert contents(project, "tests/made/test_new.py") == b"mine = 1\n"
    assert contents(project, "pytest.ini") == OLD


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_read_only_file_is_named(project: Path) -> None:
    (project / "pytest.ini").chmod(0o444)
    with pytest.raises(UsageError, match=r"pytest\.ini is read-only"):
        write(project, CHANGES)


def test_failure_on_the_way_is_rolled_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, calls = Path.replace, []

    def failing(path: Path, target: Path) -> Path:
        calls.append(target.name)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(UsageError, match="No space left on device; nothing was changed"):
        write(project, CHANGES)
    for change in CHANGES:
        assert contents(project, change.file) == change.before
    assert not leftovers(project)


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_mode_is_kept(project: Path) -> None:
    (project / "tests/conftest.py").chmod(0o750)
    write(project, CHANGES)
    assert (project / "tests/conftest.py").stat().st_mode & 0o777 == 0o750


@pytest.mark.skipif(os.name == "nt", reason="links want rights there")
def test_link_within_the_project_is_followed_and_stays(project: Path) -> None:
    (project / "pytest.ini").rename(project / "tests/real.ini")
    (project / "pytest.ini").symlink_to("tests/real.ini")
    write(project, CHANGES)
    assert (project / "pytest.ini").is_symlink()
    assert contents(project, "tests/real.ini") == NEW


@pytest.mark.skipif(os.name == "nt", reason="links want rights there")
def test_link_out_of_the_project_is_refused(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "pytest.ini"
    outside.write_bytes(OLD)
    (project / "pytest.ini").unlink()
    (project / "pytest.ini").symlink_to(outside)
    with pytest.raises(UsageError, match=r"pytest\.ini lies outside the project"):
        write(project, CHANGES)
    assert outside.read_bytes() == OLD


def begun(project: Path) -> list[Path]:
    """A process that was killed when the first of the files had changed."""
    entries = []
    for change in CHANGES:
        aside = None
        if change.after is not None:
            aside = f"{change.file.rpartition('/')[0]}/.new{len(entries)}.1-0.pytest-doctor.tmp".lstrip("/")
            (project / aside).parent.mkdir(exist_ok=True)
            (project / aside).write_bytes(change.after)
        entries.append(journal.Entry(change.file, aside, journal.digest(change.before), journal.digest(change.after)))
    journal.begin(project, entries)
    (project / str(entries[0].aside)).replace(project / CHANGES[0].file)
    return [project / str(each.aside) for each in entries if each.aside]


def test_what_was_interrupted_is_finished(project: Path) -> None:
    begun(project)
    assert recovered(project) == [change.file for change in CHANGES[1:]]
    assert all(contents(project, change.file) == change.after for change in CHANGES)
    assert not leftovers(project)
    assert not (project / journal.NAME).exists()


def test_file_that_was_edited_since_stays(project: Path) -> None:
    begun(project)
    (project / "tests/conftest.py").write_bytes(b"mine = 1\n")
    (project / "tox.ini").write_bytes(b"[tox]\n")
    assert recovered(project) == ["tests/made/test_new.py"]
    assert contents(project, "tests/conftest.py") == b"mine = 1\n"
    assert contents(project, "tox.ini") == b"[tox]\n"
    assert not leftovers(project)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        '[{"file": 1}]',
        '[{"file": "../out", "aside": null, "before": "", "after": ""}]',
        '[{"file": "pytest.ini", "aside": "tests/conftest.py", "before": "BEFORE", "after": ""}]',
        '[{"file": "pytest.ini", "aside": "../x.pytest-doctor.tmp", "before": "BEFORE", "after": ""}]',
    ],
)
def test_journal_that_is_none_changes_nothing(project: Path, text: str) -> None:
    (project / journal.NAME).write_text(text.replace("BEFORE", journal.digest(OLD)))
    assert recovered(project) == []
    assert all(contents(project, change.file) == change.before for change in CHANGES)
    assert not (project / journal.NAME).exists()


@pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")
def test_only_one_writes_at_a_time(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("doctor.fixes.lock.PATIENCE", 0.1)
    with locked(project), pytest.raises(UsageError, match="another pytest-doctor is writing here"):
        write(project, CHANGES)
    assert all(contents(project, change.file) == change.before for change in CHANGES)
    write(project, CHANGES)


def test_two_at_once_leave_one_whole(project: Path) -> None:
    root = str(Path(__file__).parents[3])
    code = WRITER.replace("write(sys.argv[1]", "sys.stdin.read(1); write(sys.argv[1]")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(project), root], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    ends = sorted((each.communicate(b"x")[1], each.returncode) for each in both)
    assert [code for _, code in ends] == [0, 1]
    assert b"has changed meanwhile" in ends[1][0]
    assert all(contents(project, change.file) == change.after for change in CHANGES)
    assert not leftovers(project)
