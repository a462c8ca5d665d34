"""Values that calls of the project give to options which take others."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, Given
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place, Word
from doctor.model.plugins import Kind, Plugins
from doctor.rules.config._vocabulary import LEGACY_ASYNCIO, OPTIONS, Vocabulary, accepts, offer, with_legacy
from doctor.rules.phrases import nearest

LOWERED = ("--doctest-report",)  # its type is `str.lower`
INT = "argument {name}: invalid int value: '{value}'"
NUMBERS = {
    "--maxfail": Vocabulary(kind="int", words=INT),
    "--durations": Vocabulary(kind="int", words=INT),
    "--verbosity": Vocabulary(kind="int", words=INT),
    "--durations-min": Vocabulary(kind="number", words=INT.replace("int", "float", 1)),
}


def refused_in_calls(calls: Calls, plugins: Plugins, distributions: Distributions) -> Iterator[Problem]:
    """Each value once, with all its places."""
    made = (*calls.calls, *calls.variables)
    if not made:
        return
    known = vocabularies(plugins, distributions)
    valued = plugins.valued | frozenset(known)
    found: dict[tuple[str, str], list[Place]] = {}
    for call in made:
        for each in call.given(valued):
            value = told(each)
            takes = known.get(each.name)
            if value and each.value and takes and not accepts(takes, value):
                found.setdefault((each.name, value), []).append(each.value.place)
    for (name, value), places in found.items():
        yield problem(name, Word(value, places[0]), known[name], places[1:])


def told(each: Given) -> str:
    """The value as pytest takes it, "" where a variable may be in it, or a blank: see word-with-space-in-call."""
    text = each.value.text if each.value else ""
    text = text.lower() if each.name in LOWERED else text
    return "" if set(text) & set("${}`\"'\\ ") else text


def vocabularies(plugins: Plugins, distributions: Distributions) -> dict[str, Vocabulary]:
    """What options take: pytest's own with a few words, and those that are known."""
    found: dict[str, Vocabulary] = {}
    pytests = (plugin.provided for plugin in plugins.active if plugin.kind is Kind.BUILTIN)
    for option in (each for provided in pytests for each in provided.options if each.choices):
        words = f"argument {'/'.join(option.names)}: invalid choice: '{{value}}'"
        found |= dict.fromkeys(option.names, Vocabulary(option.choices, words=words))
    version = distributions.version("pytest-asyncio")
    mode = OPTIONS["--asyncio-mode"]
    mode = with_legacy(mode, version) if version else mode.replace(choices=LEGACY_ASYNCIO)
    return {**found, **NUMBERS, **OPTIONS, "--asyncio-mode": mode}


def problem(name: str, word: Word, known: Vocabulary, others: list[Place]) -> Problem:
    value = word.text
    near = nearest(value, known.choices)
    words = known.words.format(name=name, value=value, upper=value.upper())
    return Problem(
        place=word.place,
        message=f"pytest is called here with {name} {value!r}, but it takes {offer(known)}",
        label=f"did you mean '{near}'?" if near else "not a value of this option",
        related=tuple(Related(place, "and here") for place in others),
        consequence=f"pytest stops: {words}" if known.stops else words,
        help=f"write '{near}'" if near else f"write {offer(known)}",
        severity=Severity.WARNING,
    )
