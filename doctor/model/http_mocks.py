"""Answers that tests register with responses and respx."""

from __future__ import annotations

from collections.abc import Set

from doctor.model.places import Place
from doctor.model.record import Record


class Registered(Record):
    """The first answer that the test `function` of `file` registers with the `library`: by `call`, at `place`. Nothing
    in the file starts the library for it. `router` is where the test makes a router of its own that is active in place
    of the library's.
    """

    library: str
    file: str
    function: str
    call: str
    place: Place
    router: Place | None = None


class HttpMocks(Record):
    """`starters` are functions that may start a library: (library, file, qualified name)."""

    registered: tuple[Registered, ...] = ()
    starters: Set[tuple[str, str, str]] = frozenset()
