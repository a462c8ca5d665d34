"""What a killed process left half done over several files is finished by the next one.

A journal stands in the project from the moment in which all new files are whole and synced aside, to the one in which
the last has taken its place. Whoever finds one finishes it: file by file, where the old file is still the one that was
read. A file that somebody changed since then stays as it is.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from doctor.fixes.resolve import inside
from doctor.fixes.text import UnresolvableError
from doctor.model.record import Record

NAME = ".pytest-doctor.journal"
ASIDE_END = ".pytest-doctor.tmp"


class Entry(Record):
    """One file: its place, the new one aside (None: it goes), and the SHA-256 of old and new ("": not there)."""

    file: str
    aside: str | None
    before: str
    after: str


def digest(data: bytes | None) -> str:
    """The SHA-256, "" for a file that is not there."""
    from hashlib import sha256

    return "" if data is None else sha256(data).hexdigest()


def begin(project: Path, entries: Sequence[Entry]) -> None:
    """From here on the change is made, whatever happens. One file needs no journal."""
    if len(entries) < 2:
        return
    text = json.dumps([{name: getattr(each, name) for name in Entry.record_fields} for each in entries])
    written(project / f"{NAME}{os.getpid()}{ASIDE_END}", text.encode()).replace(project / NAME)
    sync(project)


def end(project: Path) -> None:
    (project / NAME).unlink(missing_ok=True)


def recover(project: str | Path) -> list[str]:
    """Finishes what a killed process began: the files that are changed by it. Mostly there is nothing to do."""
    root, found = Path(project), []
    if not (root / NAME).is_file():
        return []
    for entry in entries(root):
        with contextlib.suppress(OSError, UnresolvableError):
            found += [entry.file] if finish(root, entry) else []
    end(root)
    return found


def entries(root: Path) -> list[Entry]:
    """What the journal says; nothing where it is none of ours."""
    try:
        found = [Entry(**each) for each in json.loads((root / NAME).read_bytes())]
    except (OSError, ValueError, TypeError, RecursionError):
        return []
    return [each for each in found if all(isinstance(getattr(each, name), str) for name in ("file", "before", "after"))]


def finish(root: Path, entry: Entry) -> bool:
    """The new file takes its place, if both are as they were; whether it does."""
    path = inside(root, entry.file)
    is_old = digest(path.read_bytes() if path.is_file() else None) == entry.before
    if entry.aside is None:
        if is_old and entry.before:
            path.unlink()
        return is_old and bool(entry.before)
    new = inside(root, entry.aside)
    if new.parent != path.parent or not new.name.endswith(ASIDE_END) or not new.is_file():
        return False
    if is_old := is_old and digest(new.read_bytes()) == entry.after:
        new.replace(path)
        sync(path.parent)
    new.unlink(missing_ok=True)
    return is_old


def written(path: Path, data: bytes) -> Path:
    """A new file, whole and synced."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return path


def sync(folder: Path) -> None:
    """The folder's entries reach the disk; Windows cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
