"""`-c` names a file from which pytest takes no options.

## Why

pytest reads options from files that end in .ini, .cfg and .toml. It takes any other for an empty configuration and
does not say so: the markers, options and patterns of the project's own file do not hold in that call. `-c conftest.py`
is such a call, and does not load that conftest either; of several `-c` the last one counts.

See https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats and
https://github.com/pytest-dev/pytest/issues/11705.

## Instead

Name the configuration file, or leave the option out. A conftest.py is loaded from where the tests lie.

## Fix safety

There is none: another configuration comes into force without the option.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doctor.model.calls import Calls
from doctor.model.config import Argument, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.places import Word
from doctor.rules.registry import rule

OPTIONS = ("-c", "--config-file")
READ = (".ini", ".cfg", ".toml")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, calls: Calls) -> Iterator[Problem]:
    given = [argument for argument in config.arguments if argument.source is not Source.ADDOPTS]
    lines: list[Sequence[Argument | Word]] = [given, *(call.words for call in calls.calls)]
    for words in lines:
        found = named(words)
        if found and not found.text.endswith(READ) and "." in found.text.rpartition("/")[2][1:]:
            yield problem(found)


def named(words: Sequence[Argument | Word]) -> Argument | Word | None:
    """The file of the last `-c`, the word with its place."""
    last: Argument | Word | None = None
    before = ""
    for word in words:
        name, sign, value = word.text.partition("=")
        if before in OPTIONS:
            last = word
        elif name in OPTIONS and sign:
            last = word.replace(text=value)
        elif word.text.startswith("-c") and not word.text.startswith("--") and len(word.text) > 2:
            last = word.replace(text=word.text[2:])
        before = "" if before in OPTIONS else word.text
    return last


def problem(word: Argument | Word) -> Problem:
    is_conftest = word.text.endswith("conftest.py")
    return Problem(
        place=word.place,
        message=f"-c names '{word.text}', from which pytest takes no options",
        label="not read",
        consequence="pytest runs without a configuration, and says nothing",
        help="take '-c' out: pytest loads conftest.py files by itself" if is_conftest else "name a .ini, .cfg or .toml",
    )
