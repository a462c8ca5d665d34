"""What the project wants to be in place (`[tool.pytest-doctor.enforce]`), and what there is of it."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record

LAYERS = ("pre-commit", "ci", "generated", "guard")


class Said(Record):
    """A value that a test file gives to a name: `model="gpt"`, `MODEL = "gpt"`, `{"model": "gpt"}`."""

    name: str
    value: str
    place: Place


class Enforced(Record):
    """The wishes, and what there is.

    `place` is where they are written. `layers` are of LAYERS, `documents` paths, `values` names with the globs of the
    values that they may have; `memory_pattern` is whether classes that use mocks shall follow it. `present` are the
    layers of files that were found, `missing` the documents that were not; `said` are the values of those names.
    """

    place: Place | None = None
    layers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    memory_pattern: bool = False
    present: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
