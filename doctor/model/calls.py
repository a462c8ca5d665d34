"""Where the project itself calls pytest: steps of CI, Makefile, tox, nox, Dockerfile, editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.places import Place, Word
from doctor.model.record import Record


class Given(Record):
    """A part of a call: an option, or a path (`name` is "").

    `name` is as written ("--cov", "-n"), `word` the one that has it. `value` is what the option is given, in the same
    word or in the next one; None for a flag, and where it cannot be told.
    """

    name: str
    word: Word
    value: Word | None = None


class Lost(Record):
    """Why the exit code of a call does not count: `command` is what gives another one in its place.

    `how`: "|" (it is piped into it), "||" and ";" (it stands behind, in the same line), "end" (it ends the script),
    "pwsh" (it comes later in a step of PowerShell), "-" (make is told to ignore failures), "continue" (CI is told to go
    on by the key `command` at `place`), "outcome" (tox is told so by that key), "codes" (nox takes it for a success),
    "main" (a script drops what `pytest.main` returns; `command` runs it at `place`). `reported` is whether the call is
    there for a report of coverage, which the same recipe, block or script goes on
    to.
    """

    how: str
    command: str
    place: Place | None = None
    reported: bool = False


class Variable(Record):
    """A variable that a file sets for a call."""

    name: str
    value: str
    place: Place


class PytestCall(Record):
    """A call that is written in a file. `words` are pytest's arguments as they are written; one that a variable or a
    substitution gives is empty, one that is empty unless someone types it (`{posargs}`) is left out.

    `kind`: "ci", "action" (a composite one), "make", "tox", "nox", "script", "docker" (an image or a compose file),
    "container" (one that any of the files starts), "editor". `missing` are the words that name a file or folder which
    is not there; none where the file changes the folder. `certain` is whether nothing else tells which tests are run:
    every word is known, and the file does not change the folder. `lost` is what makes its exit code count for nothing.
    `behind` is a `cd` in a line of its own before it, which ends with that line. `optimized` is the option of Python
    that takes asserts out (`-O`); `settings` are those variables that change what pytest does (see
    `doctor/facts/call_variables.py`), where it is certain that they are set for the call. `target` is the target of
    make that it belongs to, where that needs nothing and is not said to be phony; `measured` is whether `coverage run`
    calls pytest, and follows no other process. `kept_back` are variables of a Makefile that do not come to it: `$ARGS`
    as it is written, or the name of one that is set and not exported. `wild` are words such as `tests/*`,
    which a shell replaces by all that the folder holds. `finds_here` is whether it finds the working directory on
    sys.path, for all that can be told: it is `python -m pytest`, or its file speaks of PYTHONPATH. `here` is whether it
    runs in the environment at hand, for all that can be told: make, a script or an editor calls it there.
    `gone` are the words by which `-c` and `--rootdir` name what is not there, and what nothing seems to make.
    `below` is the folder in which tox calls it (`changedir`): `missing` are paths of the project's folder then.
    `added` are the words that the file writes into PYTEST_ADDOPTS for this call.
    """

    place: Place
    kind: str
    words: tuple[Word, ...] = ()
    missing: tuple[Word, ...] = ()
    certain: bool = False
    lost: Lost | None = None
    behind: Word | None = None
    optimized: Word | None = None
    settings: tuple[Variable, ...] = ()
    target: Word | None = None
    measured: bool = False
    kept_back: tuple[Word, ...] = ()
    wild: tuple[Word, ...] = ()
    finds_here: bool = False
    here: bool = False
    gone: tuple[Word, ...] = ()
    below: Word | None = None
    added: tuple[Word, ...] = ()

    def given(self, valued: frozenset[str]) -> tuple[Given, ...]:
        """Its options and paths in order; `valued` are the options that take a value."""
        return tuple(given(self.words, valued))


class Calls(Record):
    """`beside` is a configuration for containers that lies beside a Dockerfile, "" for none. `variables` are what the
    same files write into PYTEST_ADDOPTS: words without a call. `refused` are words that are meant to call pytest, and
    name no program: "pytest tests" in one word, "py.test" behind `python -m`, "coverage run pytest" (the place is that
    of the last word). `commented` are the words of calls that are commented out. `runs_otherwise` is whether one of
    them calls another runner of unittest's tests. `named` are the plugins that these files name in any way. `dropped`
    are calls of `pytest.main` in scripts that these files have Python run, and whose value nobody asks for."""

    calls: tuple[PytestCall, ...] = ()
    beside: str = ""
    variables: tuple[PytestCall, ...] = ()
    refused: tuple[Word, ...] = ()
    handed: tuple[str, ...] = ()
    commented: tuple[str, ...] = ()
    runs_otherwise: bool = False
    named: tuple[str, ...] = ()
    dropped: tuple[PytestCall, ...] = ()


def given(words: Iterable[Word], valued: frozenset[str]) -> Iterator[Given]:
    """The options and paths that these words make."""
    asking: Word | None = None  # the option whose value comes next
    for word in words:
        is_value = asking and not word.text.startswith("-")
        if asking:
            yield Given(asking.text, asking, word if is_value and word.text else None)
            asking = None
        if is_value or not word.text:
            continue
        name = option_of(word.text)
        if not name.startswith("--") and name not in valued:
            name = word.text if name else ""  # several flags in one word
        value = word.text[len(name) :].removeprefix("=") if name else ""
        if name in valued and word.text == name:
            asking = word
        else:
            yield Given(name, word, word.replace(text=value) if value else None)
    if asking:
        yield Given(asking.text, asking)


def option_of(text: str) -> str:
    """The option that a word names: `--cov=shop`, `-n4`; "" where it names none."""
    if text.startswith("--"):
        return text.partition("=")[0]
    return text[:2] if text.startswith("-") else ""


def in_other_number(path: str) -> str:
    """The path with its first folder in the plural, or in the singular: what `test/unit` may be a slip of."""
    top, slash, rest = path.partition("/")
    return (top[:-1] if top.endswith("s") else f"{top}s") + slash + rest
