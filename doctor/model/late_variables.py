"""Variables that are set when what reads them has been imported."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class LateVariable(Record):
    """A conftest sets the variable `name` below an import of `module`, of which `read` is the place that reads it as
    soon as it is imported. `above` is the first import that leads there."""

    name: str
    file: str
    place: Place
    module: str
    above: Place
    read: Place
