"""What a step of CI, an environment of tox or nox, or a Dockerfile installs before it calls pytest."""

from __future__ import annotations

from doctor.model.calls import PytestCall
from doctor.model.places import Place
from doctor.model.record import Record


class Installed(Record):
    """One place where the environment of tests is made, with all that is installed there.

    `place` is that of the word `pytest`, else of the line that installs a list of the project; `home` is what a person
    calls it ("[testenv] of tox.ini"). `keys` are normalized names; `groups` what is installed of the project's own
    declarations ("dependencies", "extra:test", "requirements.txt"). Places of which something cannot be told are not
    here. `calls` are the calls of pytest there.
    """

    place: Place
    home: str
    kind: str
    keys: frozenset[str]
    groups: frozenset[str]
    calls: tuple[PytestCall, ...] = ()
