"""Files whose facts are decoded when they are asked for: of most files a rule asks but one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from doctor.facts.codec import Plain, decode
from doctor.model.record import values
from doctor.model.sources import SourceFile

_set = object.__setattr__
STORED = (
    "fault", "imports", "functions", "classes", "fixtures", "marks", "calls", "assigned", "all", "writes",
    "imported_marks", "referenced",
)  # fmt: skip


class StoredFile(SourceFile):
    """A file that decodes a field, or works it out, when it is first asked for."""

    _plain: Mapping[str, Plain] = {}
    _late: Mapping[str, Callable[[], Any]] = {}

    def __getattr__(self, name: str) -> Any:  # called when the slot is empty
        if name not in SourceFile.record_fields:
            raise AttributeError(name)
        late = self._late.get(name)
        if late:
            value = late()
        elif name in self._plain:
            value = decode(self._plain[name])
        else:
            value = SourceFile.record_defaults[name]
        _set(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceFile) and values(self) == values(other)

    __hash__ = SourceFile.__hash__


StoredFile.record_fields = SourceFile.record_fields
StoredFile.record_defaults = SourceFile.record_defaults


def stored(path: str, plain: Mapping[str, Plain]) -> StoredFile:
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


def fields(file: SourceFile, encode: Callable[[object], Plain]) -> dict[str, Plain]:
    """The encoded facts of a file that was read, without those that have their defaults."""
    defaults = SourceFile.record_defaults
    found = {name: getattr(file, name) for name in STORED}
    return {name: encode(value) for name, value in found.items() if value != defaults[name]}
