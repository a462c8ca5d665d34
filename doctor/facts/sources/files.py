"""Reads files once: from the cache where they are as they were, else from disk, many at a time on all cores."""

# Paths are text here, for there may be thousands.

from __future__ import annotations

import marshal
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from typing import Any
from zlib import crc32

from doctor.facts import cache
from doctor.facts.sources.spool import Spool
from doctor.facts.sources.stored import UNREAD, StoredFile, stored
from doctor.model.invocation import Invocation
from doctor.model.sources import SourceFile

MAX_BYTES = 2_000_000  # as in doctor.knowledge.syntax, which imports `ast`
WORDS = (b"pytest", b"fixture", b"TestCase", b"def test", b"class Test", b"import *")
ASYNC = re.compile(rb"(?m)^async def (\w+)")
CHUNK = 25  # files that a process gets at once
KEPT = 2_000_000  # bytes of encoded facts in memory; more are as quick to read from a file
MANY = 30  # files to parse, before a second process pays
YOUNG = 2_000_000_000  # ns: a file changed so shortly before it was read may have changed again unseen
TICKS = 50_000_000  # ns

Tag = tuple[Any, ...]


class Files:
    """The project's Python files, by path relative to it. What is wrong with one is its `fault`."""

    def __init__(self, invocation: Invocation, names: frozenset[str]) -> None:
        self._project = invocation.project
        self._names = names
        self._jobs = invocation.jobs
        kind = f"sources-{crc32(os.fsencode(os.path.realpath(self._project))):08x}"
        self._store = cache.of(kind) if invocation.use_cache else None
        self._known: dict[str, StoredFile] = {}
        self._packages: dict[str, str] = {}
        self._spool = Spool(KEPT)

    def get(self, path: str) -> StoredFile:
        """The file, read now if it was not before."""
        if path not in self._known or self._known[path].is_unread:
            self.read([path])
        return self._known[path]

    def bears_on_tests(self, path: str) -> bool:
        """Does a word that has to do with tests stand in the file? If so it is read, and kept with its facts."""
        self.look_into([path])
        return not self._known[path].is_unread

    def look_into(self, paths: Iterable[str]) -> None:
        """Reads those of the files in which such a word stands, and puts the others aside."""
        wanted = []
        for path in paths:
            if path not in self._known and not self._load(path):
                data, tag = self._bytes(path)
                if not isinstance(data, bytes) or any(word in data for word in WORDS):
                    wanted.append(path)
                else:
                    asyncs = [name.decode() for name in ASYNC.findall(data)] if b"async def" in data else []
                    self._keep(path, marshal.dumps({UNREAD: True, "special": asyncs}), self._tag(path, data, tag))
        self.read(wanted)

    def is_async(self, path: str, name: str) -> bool:
        """Is it an async function at the top of a file that a byte search has put aside?"""
        return name in self._known[path].special

    def read(self, paths: Iterable[str]) -> None:
        """Reads many files."""
        missing = [path for path in paths if not self._is_read(path)]
        if not missing:
            return
        from doctor.facts.sources.work import plain_of
        from doctor.turns import cores

        count = cores(self._jobs) if len(missing) > MANY else 1
        for path in self._read_in_processes(missing, count) if count > 1 else missing:
            data, tag = self._bytes(path)
            self._keep(path, plain_of(path, data, self.package(path)), self._tag(path, data, tag))

    def _read_in_processes(self, paths: list[str], count: int) -> list[str]:
        """Reads many files; returns those that are left where there can be no processes, or one was killed."""
        from doctor.facts.sources.work import Task, in_processes

        tags: dict[str, Tag | None] = {}

        def chunks() -> Iterator[list[Task]]:
            for start in range(0, len(paths), CHUNK):
                tasks: list[Task] = []
                for path in paths[start : start + CHUNK]:
                    data, tag = self._bytes(path)
                    tags[path] = self._tag(path, data, tag)
                    tasks.append((path, data, self.package(path)))
                yield tasks

        left = iter(paths)
        try:
            for blobs in in_processes(chunks(), count):
                for blob, path in zip(blobs, left, strict=False):
                    self._keep(path, blob, tags.pop(path))
        except (OSError, RuntimeError, ImportError):
            pass
        return [path for path in paths if path not in self._known or self._known[path].is_unread]

    def thoroughly(self, path: str) -> SourceFile:
        """The file with all that could be taken down, read now; it is not kept."""
        from doctor.facts.sources.read import read

        data, _ = self._bytes(path)
        return read(path, data, self.package(path)) if isinstance(data, bytes) else self.get(path)

    def referenced(self, path: str, names: list[str]) -> tuple[str, ...]:
        """Those of the names that the file refers to; see `SourceFile.referenced`."""
        from doctor.facts.sources.read import referenced

        data, _ = self._bytes(path)
        return referenced(data, path, names) if isinstance(data, bytes) else ()

    def _is_read(self, path: str) -> bool:
        return (path in self._known or self._load(path)) and not self._known[path].is_unread

    def package(self, path: str) -> str:
        """The dotted package that the module is in, by its `__init__.py` files."""
        folder = path.rpartition("/")[0]
        if folder not in self._packages:
            name = folder.rpartition("/")[2]
            is_package = bool(folder) and f"{folder}/__init__.py" in self._names
            above = self.package(folder) if is_package else ""
            self._packages[folder] = (f"{above}.{name}" if above else name) if is_package else ""
        return self._packages[folder]

    def _status(self, path: str) -> os.stat_result | None:
        try:
            return os.stat(f"{self._project}/{path}")
        except (OSError, ValueError):
            return None

    def _load(self, path: str) -> bool:
        """Takes the file's facts from the cache, if it is still the same file."""
        store = self._store
        tag = store.tag(path) if store else None
        if not store or not tag:
            return False
        status = self._status(path)
        package, digest, size, changed, written = tag
        if status is None or size != status.st_size or package != self.package(path):
            return False
        if changed != _changed(status) or _is_young(changed, written):
            data, new = self._bytes(path)
            if not isinstance(data, bytes) or _digest(data) != digest:
                return False
            if not _is_young(*new[1:]):
                store.retag(path, (package, digest, *new))
        plain = store.plain(path)
        if not isinstance(plain, dict):
            return False
        self._known[path] = stored(path, self._spool.take(plain, size))
        return True

    def _bytes(self, path: str) -> tuple[bytes | str, Tag]:
        """The file's bytes, or what is wrong with it; size, time of change, time of reading."""
        now = time.time_ns()
        status = self._status(path)
        if status is None:
            return "cannot be read: it is not there", (0, (0, 0), now)
        tag = (status.st_size, _changed(status), now)
        if not stat.S_ISREG(status.st_mode):
            return "cannot be read: it is no ordinary file", tag
        if status.st_size > MAX_BYTES:
            return f"too large to read: {status.st_size} bytes, more than {MAX_BYTES}", tag
        try:
            with open(f"{self._project}/{path}", "rb") as file:
                return file.read(MAX_BYTES + 1), tag
        except OSError as error:
            return f"cannot be read: {error.strerror}", tag

    def _tag(self, path: str, data: bytes | str, tag: Tag) -> Tag | None:
        """What the file is known by in the cache; None for what is not kept there."""
        return (self.package(path), _digest(data), *tag) if self._store and isinstance(data, bytes) else None

    def _keep(self, path: str, blob: bytes, tag: Tag | None) -> None:
        plain = marshal.loads(blob)  # noqa: S302 - made by ourselves
        self._known[path] = stored(path, self._spool.take(plain, len(blob)))
        if self._store and tag:
            self._store.put_plain(path, blob, tag)


def _changed(status: os.stat_result) -> tuple[int, int]:
    """When it was written to, and when anything of it changed, which nobody can set back."""
    return status.st_mtime_ns, status.st_ctime_ns


def _is_young(changed: tuple[int, int], read: int) -> bool:
    """May it have changed again, unseen, after it was read? The clock of a file system ticks a hundred times a second;
    the one of the last write may be as coarse as two seconds, where there is no other (FAT)."""
    return read - changed[0] < YOUNG or read - changed[1] < TICKS


def _digest(data: bytes) -> bytes:
    import hashlib

    return hashlib.blake2b(data, digest_size=16).digest()
