"""Files are changed all or none, and each of them at once.

Everything is written aside and synced first; only then the new files take the old ones' places, one `os.replace` each.
A process that is killed in between leaves each file old or new, never half. If it was killed between two files, the
next one that mends this project finishes what the journal says; if before, it clears away what lies aside.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from doctor.errors import UsageError
from doctor.fixes import journal
from doctor.fixes.journal import ASIDE_END, digest, sync, written
from doctor.fixes.lock import locked
from doctor.fixes.resolve import inside
from doctor.fixes.text import UnresolvableError
from doctor.model.fixes import FileChange

OWN = f"{os.getpid()}-{os.urandom(3).hex()}"  # two writers at once keep their files apart


def write(project: str | Path, changes: Sequence[FileChange]) -> None:
    """Makes the changes. UsageError, and nothing is changed, when one of them cannot be made."""
    root = Path(project)
    with locked(root):
        journal.recover(root)
        make([(change, target(root, change)) for change in changes], root)


def recovered(project: str | Path) -> list[str]:
    """Finishes what a killed process began; the files that it changed."""
    with locked(Path(project)):
        return journal.recover(project)


def make(targets: Sequence[tuple[FileChange, Path]], root: Path) -> None:
    """All of them, or none."""
    done: list[tuple[FileChange, Path]] = []
    try:
        for folder in {path.parent for _, path in targets}:
            clear(folder)
        for change, path in targets:
            prepare(change, path)
        journal.begin(root, [entry(change, path, root) for change, path in targets])
        for change, path in targets:
            done.append((change, path))
            settle(change, path)
    except BaseException as fault:
        undo(done)
        if isinstance(fault, OSError):
            file = fault.filename or "the files"
            raise UsageError(f"cannot write {file}: {fault.strerror}; nothing was changed") from None
        raise
    finally:
        with contextlib.suppress(OSError):
            journal.end(root)
        for _, path in targets:
            aside(path).unlink(missing_ok=True)


def entry(change: FileChange, path: Path, root: Path) -> journal.Entry:
    """What the journal says of the change."""
    new = os.path.relpath(aside(path), os.path.realpath(root)) if change.after is not None else None
    return journal.Entry(change.file, new, digest(change.before), digest(change.after))


def target(project: Path, change: FileChange) -> Path:
    """The file that is written, links followed. UsageError when it is not as it was read, or must not be written."""
    try:
        path = inside(project, change.file)
    except UnresolvableError as fault:
        raise UsageError(f"{fault}: call pytest-doctor in the folder that holds it") from None
    now = path.read_bytes() if path.is_file() else None
    if now != change.before:
        raise UsageError(f"{change.file} has changed meanwhile; nothing was written: call pytest-doctor again")
    if now is not None and not os.access(path, os.W_OK):
        raise UsageError(f"{change.file} is read-only; nothing was written: make it writable (chmod u+w {change.file})")
    return path


def prepare(change: FileChange, path: Path) -> None:
    """The new file, whole and synced, aside; with the old one's mode and owner."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if change.after is None:
        return
    written(aside(path), change.after)
    if change.before is not None:
        keep_mode(path, aside(path))


def keep_mode(old: Path, new: Path) -> None:
    """Mode, and owner where that is allowed."""
    found = old.stat()
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(new, found.st_uid, found.st_gid)
    new.chmod(stat.S_IMODE(found.st_mode))


def settle(change: FileChange, path: Path) -> None:
    """The new file takes the old one's place."""
    if change.after is None:
        path.unlink(missing_ok=True)
    else:
        aside(path).replace(path)
    sync(path.parent)


def undo(done: Sequence[tuple[FileChange, Path]]) -> None:
    """The files that were changed already are as before."""
    for change, path in reversed(done):
        with contextlib.suppress(OSError):
            if change.before is None:
                path.unlink(missing_ok=True)
            elif not path.is_file() or path.read_bytes() != change.before:
                mode = path.stat() if path.is_file() else None
                aside(path).unlink(missing_ok=True)
                aside(path).write_bytes(change.before)
                if mode:
                    keep_mode(path, aside(path))
                aside(path).replace(path)


def aside(path: Path) -> Path:
    """Where the new file is written."""
    return path.with_name(f".{path.name}.{OWN}{ASIDE_END}")


def clear(folder: Path) -> None:
    """What a killed process left goes."""
    for path in folder.glob(f".*{ASIDE_END}"):
        if not is_alive(path.name.removesuffix(ASIDE_END).rpartition(".")[2].partition("-")[0]):
            path.unlink(missing_ok=True)


def is_alive(pid: str) -> bool:
    """Does another process of this number run? Where it cannot be told, no."""
    if os.name == "nt" or not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
