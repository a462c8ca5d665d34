"""Where the project itself calls pytest: steps of CI, Makefile, tox, nox, Dockerfile."""

from __future__ import annotations

from doctor.model.places import Place, Word
from doctor.model.record import Record


class PytestCall(Record):
    """A call that is written in a file. `words` are pytest's arguments as they are written; a word that a variable or a
    substitution gives is left out.

    `kind`: "ci", "make", "tox", "nox", "docker". `missing` are the words that name a file or folder which is not there;
    none where the file changes the folder. `certain` is whether nothing else tells which tests are run: no word is left
    out but those that are empty unless someone types them (`{posargs}`), and the file does not change the folder.
    `into` is the program that its output is piped into, where the exit code of pytest is lost by that. `behind` is a
    `cd` in a line of its own before it, which ends with that line.
    """

    place: Place
    kind: str
    words: tuple[Word, ...] = ()
    missing: tuple[Word, ...] = ()
    certain: bool = False
    into: str = ""
    behind: Word | None = None


class Calls(Record):
    """`beside` is a configuration for containers that lies beside a Dockerfile, "" for none. `variables` are what the
    same files write into PYTEST_ADDOPTS: words without a call."""

    calls: tuple[PytestCall, ...] = ()
    beside: str = ""
    variables: tuple[PytestCall, ...] = ()
