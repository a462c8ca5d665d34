"""Clients with connections that modules make once, and the async functions of tests that use them."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class ClientUse(Record):
    """The function of `file` asks the client for something at `place`; `by` is the imported function that does it for
    it, "" where it does so itself."""

    file: str
    function: str
    place: Place
    by: str = ""


class SharedClient(Record):
    """What a module of the project, or a test module, makes at its top by calling `maker`, and calls `name`."""

    maker: str
    name: str
    place: Place
    uses: tuple[ClientUse, ...] = ()
