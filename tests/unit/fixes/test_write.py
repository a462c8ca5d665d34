"""Files are changed all or none; a process that is killed between two system calls leaves each file old or new."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.fixes.write import write
from doctor.model.fixes import FileChange

OLD, NEW = b"[pytest]\r\naddopts = -q\r\n", b"[pytest]\r\n" + b"# new\r\n" * 2000
CHANGES = (
    FileChange("pytest.ini", OLD, NEW),
    FileChange("tests/conftest.py", b"old = 1\n", b"new = 1\n"),
    FileChange("tests/made/test_new.py", None, b"made = 1\n"),
    FileChange("tox.ini", b"[pytest]\n", None),
)
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


KILLED = textwrap.dedent(
    """
    import os, sys
    from tests.unit.fixes.test_write import CHANGES
    from doctor.fixes import write as module

    CALLS = ("open", "fsync", "replace", "rename", "unlink", "mkdir", "chmod", "chown", "write", "close", "stat")
    left = int(sys.argv[2])

    def counted(call):
        def wrapper(*args, **kwargs):
            global left
            left -= 1
            if left < 0:
                os._exit(9)
            return call(*args, **kwargs)
        return wrapper

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))

    class Half:
        # A stream whose text may reach the file in two parts, with a death between them.
        def __init__(self, stream): self.stream = stream
        def __enter__(self): return self
        def __exit__(self, *_): self.stream.close()
        def write(self, data):
            global left
            self.stream.write(data[: len(data) // 2])
            self.stream.flush()
            left -= 1
            if left < 0:
                os._exit(9)
            self.stream.write(data[len(data) // 2 :])
        def flush(self): self.stream.flush()
        def fileno(self): return self.stream.fileno()

    fdopen = os.fdopen
    os.fdopen = lambda *args, **kwargs: Half(fdopen(*args, **kwargs))
    module.write(sys.argv[1], CHANGES)
    print("done")
    """
)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the calls that are counted are those of POSIX")
def test_killed_between_any_two_calls(project: Path) -> None:
    ends = set()
    for calls in range(500):
        for change in CHANGES:
            (project / change.file).unlink(missing_ok=True)
            if change.before is not None:
                (project / change.file).write_bytes(change.before)
        run = subprocess.run(
            [sys.executable, "-c", KILLED, str(project), str(calls)], capture_output=True, text=True, check=False
        )
        assert run.returncode in (0, 9), run.stderr
        state = tuple(contents(project, change.file) == change.after for change in CHANGES)
        ends.add(state)
        for change in CHANGES:
            assert contents(project, change.file) in ANY[change.file], (calls, change.file)
        if run.stdout == "done\n":
            break
    else:
        pytest.fail("it never came to its end")
    assert (False,) * 4 in ends
    assert (True,) * 4 in ends
    assert len(ends) > 2  # it was killed between two files, too


def test_leftovers_of_a_killed_process_go(project: Path) -> None:
    (project / ".pytest.ini.pytest-doctor.tmp").write_bytes(b"half")
    (project / ".setup.cfg.pytest-doctor.tmp").write_bytes(b"half")
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
