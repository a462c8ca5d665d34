"""What fixtures read of `request`, which tells of the test that is run, or of what is around it."""

from __future__ import annotations

from typing import Protocol

from doctor.model.places import Place
from doctor.model.record import Record


class RequestRead(Record):
    """`name` is what is read of `request`: "function", "node.name"; `function` the place of the fixture's name.

    `asked` is "read" or "set" where something is read or set of it in turn, or an item: `request.cls.driver`, or
    `request.node.get_closest_marker("slow").args` wherever the function is called. `text` is
    what is asked of a class or object, "driver"; else what a call of it, or `in`, names, as "slow" in
    `request.node.get_closest_marker("slow")`. `guarded` is whether it may be meant for some
    scopes or tests alone: a condition asks the request, or an error is caught.
    """

    name: str
    place: Place
    function: Place
    asked: str = ""
    text: str = ""
    guarded: bool = False


class RequestReads(Protocol):
    """Answers of files of the project, which are read when they are first asked for."""

    def of(self, path: str, function: Place) -> tuple[RequestRead, ...]:
        """What the function whose name stands there reads of its parameter `request`."""
