"""Variables of the environment without which a module of the project cannot be imported."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class ImportVariable(Record):
    """The module `module` asks for `name` at `place` whenever it is imported, and raises `raised` ("KeyError") where it
    is not set. `imported` is the import in a conftest, plugin or test file that leads there."""

    name: str
    place: Place
    raised: str
    module: str
    imported: Place
