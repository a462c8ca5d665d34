"""Files are changed all or none, and each of them at once.

Everything is written aside and synced first; only then the new files take the old ones' places, one `os.replace` each.
A process that is killed in between leaves each file old or new, never half; files of it that lie aside are cleared away
by the next one that writes there.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from doctor.errors import UsageError
from doctor.fixes.resolve import inside
from doctor.fixes.text import UnresolvableError
from doctor.model.fixes import FileChange

ASIDE = ".{}.pytest-doctor.tmp"


def write(project: str | Path, changes: Sequence[FileChange]) -> None:
    """Makes the changes. UsageError, and nothing is changed, when one of them cannot be made."""
    targets = [(change, target(Path(project), change)) for change in changes]
    done: list[tuple[FileChange, Path]] = []
    try:
        for folder in {path.parent for _, path in targets}:
            clear(folder)
        for change, path in targets:
            prepare(change, path)
        for change, path in targets:
            done.append((change, path))
            settle(change, path)
    except OSError as fault:
        undo(done)
        raise UsageError(
            f"cannot write {fault.filename or 'the files'}: {fault.strerror}; nothing was changed"
        ) from None
    finally:
        for _, path in targets:
            aside(path).unlink(missing_ok=True)


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
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(aside(path), flags, 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(change.after)
        stream.flush()
        os.fsync(stream.fileno())
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
    return path.with_name(ASIDE.format(path.name))


def clear(folder: Path) -> None:
    """What a killed process left goes."""
    for path in folder.glob(ASIDE.format("*")):
        path.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """The folder's entries reach the disk; Windows cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
