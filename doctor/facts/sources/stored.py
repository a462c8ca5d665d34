"""Files whose facts are decoded when they are asked for: of most files a rule asks but one thing."""

from __future__ import annotations

import marshal
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from doctor.facts.codec import decode, encode
from doctor.facts.sources.spool import Spooled
from doctor.model.record import values
from doctor.model.sources import SourceFile

_set = object.__setattr__
UNREAD = "unread"  # stands for the facts of a file that a byte search has put aside
STORED = (
    "fault", "imports", "functions", "classes", "fixtures", "marks", "calls", "assigned", "all", "writes",
    "imported_marks", "touches", "flows",
)  # fmt: skip


class Decoded:
    """The fields that are decoded now. Beyond a bound they are dropped, and decoded anew when they are asked for, so
    that memory does not grow with the number of files. The first ones stay, and the others come and go: rules ask all
    files in turn, and would find nothing there if it was always the oldest that goes."""

    def __init__(self, staying: int, most: int) -> None:
        self._staying = staying
        self._most = most
        self._size = 0
        self._fields: deque[tuple[StoredFile, str, int]] = deque()

    def add(self, file: StoredFile, name: str, size: int) -> None:
        """`size` is that of the encoded field."""
        if self._staying > 0:
            self._staying -= size
            return
        self._fields.append((file, name, size))
        self._size += size
        while self._size > self._most:
            file, name, size = self._fields.popleft()
            self._size -= size
            with suppress(AttributeError):
                object.__delattr__(file, name)


DECODED = Decoded(20_000_000, 1_000_000)  # four times that in memory


class StoredFile(SourceFile):
    """A file that decodes a field, or works it out, when it is first asked for."""

    _plain: Mapping[str, Any] = {}
    _late: Mapping[str, Callable[[], Any]] = {}

    def __getattr__(self, name: str) -> Any:  # called when the slot is empty
        if name not in SourceFile.record_fields:
            raise AttributeError(name)
        late = self._late.get(name)
        if name in self._plain:
            DECODED.add(self, name, len(self._plain[name]))
        value = late() if late else self.own(name)
        _set(self, name, value)
        return value

    def own(self, name: str) -> Any:
        """The field as it was read from the file alone."""
        blob = self._plain.get(name)
        if blob is None:
            return SourceFile.record_defaults[name]
        return decode(marshal.loads(blob.read() if isinstance(blob, Spooled) else blob))  # noqa: S302

    def has(self, name: str) -> bool:
        """Is there something in the field? It is not decoded for the answer."""
        return name in self._plain

    @property
    def leads(self) -> list[tuple[str, str, bool]]:
        """See `doctor.facts.sources.leads`."""
        found: list[tuple[str, str, bool]] = self._plain.get("leads", [])
        return found

    @property
    def loads(self) -> list[str]:
        """The modules that its `pytest_plugins` names."""
        found: list[str] = self._plain.get("loads", [])
        return found

    @property
    def asked(self) -> list[str]:
        """The names that it calls of modules that sound like helpers; `calls` does not hold all of these calls."""
        found: list[str] = self._plain.get("asked", [])
        return found

    @property
    def special(self) -> list[str]:
        """The names of its fixtures and async functions."""
        found: list[str] = self._plain.get("special", [])
        return found

    @property
    def is_unread(self) -> bool:
        """Has a byte search put it aside?"""
        return UNREAD in self._plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceFile) and values(self) == values(other)

    __hash__ = SourceFile.__hash__


StoredFile.take_after(SourceFile)


def stored(path: str, plain: Mapping[str, Any]) -> StoredFile:
    """A file by its encoded facts: what `fields` made of it."""
    file = object.__new__(StoredFile)
    _set(file, "path", path)
    _set(file, "_plain", plain)
    _set(file, "_late", {})
    return file


def placed(
    file: StoredFile, role: str, collected: bool = False, late: Mapping[str, Callable[[StoredFile], Any]] | None = None
) -> StoredFile:
    """The file in its role; `late` works further fields out when they are asked for."""
    _set(file, "role", role)
    _set(file, "collected", collected)
    _set(file, "_late", {name: _bind(work, file) for name, work in (late or {}).items()})
    return file


def _bind(work: Callable[[StoredFile], Any], file: StoredFile) -> Callable[[], Any]:
    return lambda: work(file)


def fields(file: SourceFile) -> dict[str, bytes]:
    """The facts of a file that was read, each encoded for itself, without those that have their defaults."""
    defaults = SourceFile.record_defaults
    found = {name: getattr(file, name) for name in STORED}
    return {name: marshal.dumps(encode(value)) for name, value in found.items() if value != defaults[name]}
