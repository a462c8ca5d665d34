"""An `-m` expression asks for a marker that does not exist.

## Why

A name in `-m` that no test bears is simply false. `-m "not intergration"` selects everything, the integration tests
with it; `-m intergration` selects nothing. pytest says no word of it before 9.2; from 9.2 on it stops with exit code 4
under strict markers (https://github.com/pytest-dev/pytest/pull/14127). Calls in CI, a Makefile, tox, nox or an image
are read as well, where they run the project's own tests by the configuration at hand.

## Instead

Spell the marker as it is registered or used. A name that stands behind `not`, is like no other and is borne by no test
is a note: a project may well deselect `slow` before it has slow tests.

## Fix safety

Another name selects other tests, so it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.markers import Markers
from doctor.model.places import Place, Word
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.sources import Sources
from doctor.rules.cures import value_replaced
from doctor.rules.markers._called import asks, expressions
from doctor.rules.markers._expression import added_at_run_time, held, names
from doctor.rules.markers._nearest import meant
from doctor.rules.markers._parametrize import BUILTIN
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    command_line: CommandLine,
    config: PytestConfig,
    markers: Markers,
    sources: Sources,
    plugins: Plugins,
    calls: Calls,
    knowledge: Knowledge,
) -> Iterator[Problem]:
    option = command_line.last("-m")
    if markers.open or not (asks(calls) or (option and option.value)):
        return
    used = {mark.name for _, mark in sources.marks} | added_at_run_time(sources) | held(sources)
    if option:
        yield from of_option(option, used, config, markers, plugins)
    told = {name for name, _ in names((option.value if option else "") or "") or ()}
    found: dict[str, list[Word]] = {}
    certain: set[str] = set()
    for word, is_whole in expressions(calls, plugins, sources) if sources.collected else ():  # else they are elsewhere
        for name in {name: None for name, _ in names(word.text) or ()}:
            if name not in told and not is_known(name, used, markers, plugins, knowledge):
                found.setdefault(name, []).append(word)
                certain |= {name} if is_whole else set()
    for name, words in found.items():
        near = meant(name, {*markers.registered, *used} - {name})
        if near or (plugins.complete and name in certain):
            yield of_calls(name, words, near, markers)


def is_known(name: str, used: set[str], markers: Markers, plugins: Plugins, knowledge: Knowledge) -> bool:
    """Does anything know the marker, be it a plugin that is not installed here?"""
    is_own = name in markers.registered or name in BUILTIN or name in used
    return is_own or bool(plugins.with_marker(name) or knowledge.with_marker(name))


def of_option(
    option: GivenOption, used: set[str], config: PytestConfig, markers: Markers, plugins: Plugins
) -> Iterator[Problem]:
    """The names in the expression of the call at hand."""
    text = option.value or ""
    for name in dict.fromkeys(name for name, _ in names(text) or ()):
        known = name in markers.registered or name in BUILTIN
        refused = markers.strict and config.version >= (9, 2) and not known
        if known or (name in used and not refused) or plugins.with_marker(name):
            continue
        near = meant(name, {*markers.registered, *used} - {name})
        if near or plugins.complete:
            fix = value_replaced(option, respelt(text, name, near), config) if near else None
            yield problem(Word(text, option.place), name, near, refused, markers).replace(fix=fix)


def of_calls(name: str, words: list[Word], near: str | None, markers: Markers) -> Problem:
    """What calls of the project ask for: which pytest they call is not known."""
    first, *rest = words
    found = problem(first, name, near, False, markers)
    others = (*found.related, *(Related(word.place, "also asked for here") for word in rest))
    what = consequence(first.text, name, False)
    return found.replace(
        related=others,
        message=found.message.replace("-m ", "a call with -m ", 1),
        consequence=what.replace("pytest says", "pytest before 9.2 says") if markers.strict else what,
    )


def respelt(text: str, name: str, right: str) -> str:
    """The expression with one name written otherwise."""
    for found, at in reversed(names(text) or []):
        if found == name:
            text = text[:at] + right + text[at + len(name) :]
    return text


def problem(word: Word, name: str, near: str | None, refused: bool, markers: Markers) -> Problem:
    text = word.text
    registered = markers.registered.get(near or "")
    place = registered.place if registered else None
    return Problem(
        place=word.place,
        message=f"-m \"{text}\" asks for marker '{name}', which is neither registered nor used"
        + (f"; '{near}' is" if near else ""),
        label=f"misspelt '{near}'?" if near else "no such marker",
        related=related(place, near),
        consequence=consequence(text, name, refused),
        help=f"write '{near}' instead of '{name}'" if near else f"remove '{name}', or mark the tests that it means",
        severity=severity(text, name, near, refused),
    )


def related(place: Place | None, near: str | None) -> tuple[Related, ...]:
    return (Related(place, f"'{near}' is registered here"),) if place else ()


def negated(text: str, name: str) -> bool:
    return f"not {name}" in " ".join(text.replace("(", " ( ").split())


def severity(text: str, name: str, near: str | None, refused: bool) -> Severity:
    if refused:
        return Severity.ERROR
    return Severity.WARNING if near or not negated(text, name) else Severity.NOTE


def consequence(text: str, name: str, refused: bool) -> str:
    if refused:
        return f"pytest stops: Unknown marker(s) in '-m' expression: {name}"
    if negated(text, name):
        return f"'not {name}' is true of every test: none is deselected by it, and pytest says nothing"
    what = "no test is selected (exit code 5)" if text.strip() == name else f"'{name}' is true of no test"
    return f"{what}, and pytest says nothing of the name"
