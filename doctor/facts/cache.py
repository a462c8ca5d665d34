"""Facts kept from one call to the next, one file a kind, in the user's own cache folder.

Never in the project: a repository that is checked out must not be able to feed us facts. Whatever is wrong with the
folder or a file (read-only, full, corrupt, of another version), there is simply no cache.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from doctor import __version__
from doctor.facts.codec import decode, encode

MAGIC = b"pytest-doctor cache 1\n"
MAX_BYTES = 256_000_000
KEEP_BYTES = 64_000_000  # beyond this, what the present call did not ask for is dropped
KEEP_FILES = 2_000  # there is one for each project, and a repository may have hundreds
KEEP_IN_ALL = 1_000_000_000  # bytes of all files
KEEP_DAYS = 60  # files of kinds that nobody wrote to for so long are removed

INDEXED = 200  # bytes of a tag and what is written around it, generously

PACKAGE = os.path.dirname(os.path.dirname(__file__))

Tag = tuple[Any, ...]
Blob = tuple[bytes, Tag]


def folder() -> Path | None:
    """The folder for our files, perhaps not there yet. None where the system names none."""
    home = Path(os.environ.get("HOME") or os.environ.get("USERPROFILE") or "")
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", ""))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", ""))
        base = base if base.is_absolute() else home / ".cache"  # relative ones count as unset
    return base / "pytest-doctor" if base.is_absolute() else None


class Store:
    """One kind of facts. Each value has a key, and a tag of plain values that can be asked for without decoding it."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._data = b""
        self._index: dict[str, tuple[int, int, int, Tag]] = {}
        self._size = 0  # of what is new
        self._new: dict[str, Blob] = {}
        self._used: set[str] = set()
        self._read()

    @property
    def path(self) -> Path | None:
        base = folder()
        return base / self.kind if base else None

    def tag(self, key: str) -> Tag | None:
        """The tag of a stored value, None if there is no such value."""
        if key in self._new:
            return self._new[key][1]
        found = self._index.get(key)
        return found[3] if found else None

    def get(self, key: str) -> Any:
        """The stored value, None if there is none."""
        try:
            return decode(self.plain(key))
        except (TypeError, AttributeError, ImportError):
            return None

    def plain(self, key: str) -> Any:
        """The stored value as it is encoded, None if there is none."""
        blob = self._blob(key)
        if blob is None:
            return None
        self._used.add(key)
        try:
            return marshal.loads(blob)  # noqa: S302 - our own file, its sum checked
        except (ValueError, EOFError, TypeError):
            return None

    def put(self, key: str, value: object, tag: Tag = ()) -> None:
        """Keeps a value of the model's nouns and plain values; it is written at the end of the process."""
        self.put_plain(key, marshal.dumps(encode(value)), tag)

    def put_plain(self, key: str, blob: bytes, tag: Tag = ()) -> None:
        """Keeps a value that is encoded and marshalled already; not what is too much for a file."""
        if not self._new:
            _write_at_exit()
        self._size += len(blob)
        if self._size <= MAX_BYTES:
            self._new[key] = (blob, tag)

    def retag(self, key: str, tag: Tag) -> None:
        """Gives a stored value another tag."""
        blob = self._blob(key)
        if blob is not None:
            self.put_plain(key, blob, tag)

    def _blob(self, key: str) -> bytes | None:
        if key in self._new:
            return self._new[key][0]
        found = self._index.get(key)
        if not found:
            return None
        offset, length, check, _ = found
        blob = self._data[offset : offset + length]
        return blob if len(blob) == length and crc32(blob) == check else None

    def _read(self) -> None:
        self._data, self._index = b"", {}
        path = self.path
        try:
            if path and path.stat().st_size <= MAX_BYTES:
                self._data = path.read_bytes()
                self._index = _index(self._data)
        except (OSError, ValueError, EOFError, TypeError):
            self._data, self._index = b"", {}

    def flush(self) -> None:
        """Writes what is new, beside what another process may have written meanwhile."""
        if not self._new:
            return
        self._read()
        blobs = {key: (blob, tag) for key, (_, _, _, tag) in self._index.items() if (blob := self._blob(key))}
        blobs.update(self._new)
        if sum(len(blob) for blob, _ in blobs.values()) > KEEP_BYTES:
            wanted = self._used | self._new.keys()
            blobs = dict(_fitting((key, value) for key, value in blobs.items() if key in wanted))
        if self.path:
            _write(self.path, _join(blobs))
        self._new = {}
        self._read()


def _index(data: bytes) -> dict[str, tuple[int, int, int, Tag]]:
    """What is in the file; nothing if it is not of this version of ours. ValueError and others if it is damaged."""
    start = len(MAGIC) + 12
    if not data.startswith(MAGIC):
        return {}
    check = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 4], "little")
    end = start + int.from_bytes(data[len(MAGIC) + 4 : start], "little")
    if crc32(data[start:end]) != check:
        return {}
    stamp, entries = marshal.loads(data[start:end])  # noqa: S302
    if stamp != _stamp():
        return {}
    return {key: (end + offset, length, check, tag) for key, (offset, length, check, tag) in entries.items()}


def _fitting(blobs: Iterable[tuple[str, Blob]]) -> Iterator[tuple[str, Blob]]:
    """The first that fit into a file that is read again; the index takes some of it."""
    size = 0
    for key, (blob, tag) in blobs:
        size += len(blob) + len(key) + INDEXED
        if size <= MAX_BYTES:
            yield key, (blob, tag)


def _join(blobs: dict[str, Blob]) -> bytes:
    entries, offset = {}, 0
    for key, (blob, tag) in blobs.items():
        entries[key] = (offset, len(blob), crc32(blob), tag)
        offset += len(blob)
    index = marshal.dumps((_stamp(), entries))
    head = MAGIC + crc32(index).to_bytes(4, "little") + len(index).to_bytes(8, "little")
    return b"".join([head, index, *[blob for blob, _ in blobs.values()]])


def _write(path: Path, data: bytes) -> None:
    """Replaces the file in one step; leaves everything as it is where that cannot be done."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(path.parent)
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()


def _sweep(base: Path) -> None:
    """Removes files of ours that have not been written to for long, and the oldest where there are too many."""
    import time

    found = []
    for path in base.iterdir():
        with suppress(OSError):
            status = path.lstat()
            found.append((status.st_mtime, status.st_size, path))
    oldest, size = time.time() - KEEP_DAYS * 86400, 0
    for number, (written, length, path) in enumerate(sorted(found, reverse=True)):
        size += length
        if number >= KEEP_FILES or size > KEEP_IN_ALL or written < oldest:
            with suppress(OSError):
                path.unlink(missing_ok=True)


_stores: dict[str, Store] = {}
_state = {"stamp": "", "at exit": ""}


def _stamp() -> str:
    """Our version and Python's, and the state of our own files: facts that other code worked out are not ours."""
    if not _state["stamp"]:
        own = stamp("facts", "knowledge", "model")
        _state["stamp"] = f"{__version__} {sys.hexversion} {marshal.version} {own}"
    return _state["stamp"]


def stamp(*parts: str) -> tuple[int, ...]:
    """The state of folders of ours and of those in them, by the sizes and times of their modules; of "" the package's
    own modules alone."""
    return tuple(crc32(repr(sorted(_modules(os.path.join(PACKAGE, part), bool(part)))).encode()) for part in parts)


def _modules(folder: str, is_deep: bool = True) -> Iterator[tuple[str, int, int]]:
    """Path within the package, size and time of each module."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    yield entry.path[len(PACKAGE) :], status.st_size, status.st_mtime_ns
                elif is_deep and entry.name != "__pycache__" and entry.is_dir():
                    yield from _modules(entry.path)
    except OSError:
        return


def of(kind: str) -> Store:
    """The store of a kind; `kind` is a file name. Its file is read once in a process."""
    if kind not in _stores:
        _stores[kind] = Store(kind)
    return _stores[kind]


def load(kind: str, key: str) -> Any:
    """The stored value, None if there is none."""
    return of(kind).get(key)


def store(kind: str, key: str, value: object) -> None:
    """Keeps a value made of the model's nouns, tuples, mappings, frozen sets and constants."""
    of(kind).put(key, value)


def flush() -> None:
    """Writes what is new. It happens by itself when the process ends."""
    for each in _stores.values():
        each.flush()


def forget() -> None:
    """Gives up what was read and not written yet: a process that was forked off reads for itself."""
    _stores.clear()


def _write_at_exit() -> None:
    if not _state["at exit"]:
        import atexit

        atexit.register(flush)
        _state["at exit"] = "registered"
