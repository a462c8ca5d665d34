"""What tests do with the database of Flask-SQLAlchemy at a wrong time or place."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class LateSetting(Record):
    """In `function` of `file` ("" at the top of the module), `key` of the configuration is set at `place`, after the
    application `app` was given to the database at `bound`."""

    file: str
    function: str
    app: str
    key: str
    place: Place
    bound: Place


class Uncovered(Record):
    """`function` of `file` asks the database, `what`, at `place`, and does not enter a context of an application."""

    file: str
    function: str
    what: str
    place: Place


class FlaskDatabases(Record):
    """`covering` are functions, by file and qualified name, in which something may enter such a context."""

    late: tuple[LateSetting, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    covering: frozenset[tuple[str, str]] = frozenset()
