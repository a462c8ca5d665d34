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

from collections.abc import Iterable, Iterator

from doctor.model.calls import Calls, given
from doctor.model.config import PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.rules.registry import rule

OPTIONS = ("-c", "--config-file")
READ = (".ini", ".cfg", ".toml")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, calls: Calls, plugins: Plugins) -> Iterator[Problem]:
    typed = [Word(each.text, each.place) for each in config.arguments if each.source is not Source.ADDOPTS]
    valued = plugins.valued if typed or calls.calls else frozenset()
    for words in (typed, *(call.words for call in calls.calls)):
        found = named(words, valued)
        if found and not found.text.endswith(READ) and "." in found.text.rpartition("/")[2][1:]:
            yield problem(found)


def named(words: Iterable[Word], valued: frozenset[str]) -> Word | None:
    """The file of the last `-c`, the word with its place."""
    return next((each.value for each in reversed([*given(words, valued)]) if each.name in OPTIONS), None)


def problem(word: Word) -> Problem:
    is_conftest = word.text.endswith("conftest.py")
    return Problem(
        place=word.place,
        message=f"-c names '{word.text}', from which pytest takes no options",
        label="not read",
        consequence="pytest runs without a configuration, and says nothing",
        help="take '-c' out: pytest loads conftest.py files by itself" if is_conftest else "name a .ini, .cfg or .toml",
    )
