"""Cancel scopes that fixtures hold while their tests run."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class HeldScope(Record):
    """The async generator `function` of `file` yields within the block of what is made at `place` by calling `maker`,
    which opens a cancel scope of anyio; `helper` is the context manager of the same file in which that stands, ""
    where it stands in the function itself."""

    file: str
    function: str
    maker: str
    place: Place
    helper: str = ""
