"""A call asks by `-m` for tests of a marker that no test bears.

## Why

`pytest -m unit` in CI, tox, nox or a Makefile selects the tests that bear `unit`. Where the marker is registered, and
no test bears it, pytest ends with `N deselected` and exit code 5, and has tested nothing: the step fails, or goes on
where its exit code does not count (https://docs.pytest.org/en/stable/reference/exit-codes.html).

## Instead

Mark the tests that it means, or take the option out.

Of a name that is neither registered nor used marker-expression-unknown tells, of addopts addopts-deselect-all. Nothing
is said where a plugin or conftest may mark tests, or collect other ones.

## Fix safety

There is no fix: which tests are meant is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.markers import Markers
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources
from doctor.rules.config._winner import is_chosen
from doctor.rules.markers._called import asks, expressions
from doctor.rules.markers._expression import names
from doctor.rules.markers._fitting import OTHER_TESTS, all_known, by_mark, is_open
from doctor.rules.phrases import listing, plural
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    config: PytestConfig,
    command_line: CommandLine,
    markers: Markers,
    sources: Sources,
    plugins: Plugins,
    calls: Calls,
) -> Iterator[Problem]:
    if not asks(calls) or not any(sources.tests) or command_line.positionals or is_chosen(config):
        return
    if is_open(markers, sources, plugins, command_line) or collects_more(calls):
        return
    found: dict[str, list[Word]] = {}
    for word, is_whole in expressions(calls, plugins, sources):
        if is_whole and names(word.text) and all_known(word.text, markers, sources, plugins):
            found.setdefault(word.text, []).append(word)
    for text, words in found.items():
        if all(by_mark(text, file, test) is False for file, test in sources.tests):
            yield problem(text, words, markers, sources)


def collects_more(calls: Calls) -> bool:
    """Does a call look for tests elsewhere, such as in doctests?"""
    return any(word.text.startswith(OTHER_TESTS) for call in calls.calls for word in call.words)


def problem(text: str, words: list[Word], markers: Markers, sources: Sources) -> Problem:
    used = {mark.name for _, mark in sources.marks}
    unborne = [name for name, _ in names(text) or () if name not in used]
    registered = [key.place for name in unborne if (key := markers.registered.get(name)) and key.place]
    count = sum(1 for _ in sources.tests)
    why = f": no test bears {listing(dict.fromkeys(unborne))}" if unborne else ""
    return Problem(
        place=words[0].place,
        message=f'a call with -m "{text}" selects none of {plural(count, "test")}{why}',
        label="fits no test",
        related=(
            *(Related(each.place, "and here") for each in words[1:]),
            *(Related(place, "registered here") for place in registered),
        ),
        consequence="pytest ends with exit code 5: all tests are deselected",
        help="mark the tests that it means, or take it out",
    )
