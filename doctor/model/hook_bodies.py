"""What hooks of conftests and plugins do with what they are handed."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class HookBody(Record):
    """A place in a hook that does not do what it seems to.

    `how` is "returned" or "assigned" (pytest_collection_modifyitems makes another list than `items`, and changes
    nothing), "removed" (it takes items out of the list while it goes over it), or "always" (pytest_generate_tests
    parametrizes the argument `name` of every test). Of a hook with `wrapper=True` it is the method that is called of
    the result `name` and that only `hookwrapper=True` has, or "lost": the result is not returned, `place` is its last
    statement; `hook` is its name then, and `decorator` what says so. `file` is the conftest's or plugin's.
    """

    how: str
    name: str
    place: Place
    file: str
    hook: str = ""
    decorator: Place | None = None
