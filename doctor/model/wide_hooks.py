"""Hooks that change all tests of a run."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class WideHook(Record):
    """Where pytest_collection_modifyitems of `file` marks every item it is handed, or leaves all of them out, with no
    look at any. `mark` is the mark's name, "" if it cannot be told; `how` is "marked" or "emptied". `item` is the name
    of the one item where a statement of its own marks it, else "".
    """

    how: str
    place: Place
    file: str
    mark: str = ""
    item: str = ""
