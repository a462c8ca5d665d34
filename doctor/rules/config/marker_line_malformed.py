"""A line of `markers` does not register the name that is meant.

## Why

pytest takes what stands before the first `:` or `(` of a line for the marker's name. `slow - takes long` registers a
marker named "slow - takes long", `slow  # takes long` one named "slow  # takes long", `@pytest.mark.slow: takes long`
one named "@pytest.mark.slow"; in a string of TOML, `"slow: takes long, net: wants a network"` is one line, and
registers `slow` alone. So it is with what a conftest.py hands to `config.addinivalue_line("markers", …)`.

See https://docs.pytest.org/en/stable/how-to/mark.html#registering-marks.

## Instead

One line for each marker, or one item of a list: the name, a colon, what it means.

## Fix safety

Safe: the names are registered that were meant, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.markers import Markers
from doctor.model.places import Word
from doctor.model.rewrites import AddBehind
from doctor.model.sources import Call, Sources
from doctor.rules.cures import key_set, literal
from doctor.rules.lists import markers_misread, registrations_misread
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, markers: Markers, sources: Sources) -> Iterator[Problem]:
    used = {mark.name for _, mark in sources.marks}
    for word, lines in markers_misread(config, used - set(markers.registered)):
        names = [line.partition(":")[0] for line in lines if line.partition(":")[0] not in markers.registered]
        yield problem(word, names, lines, config, markers)
    for call, word, lines in registrations_misread(sources, used - set(markers.registered)):
        names = [name for line in lines if (name := line.partition(":")[0]) in used]
        yield problem(word, names, lines, config, markers).replace(fix=one_each(call, word, lines))


def problem(word: Word, names: list[str], lines: tuple[str, ...], config: PytestConfig, markers: Markers) -> Problem:
    return Problem(
        place=word.place,
        message=f"the line '{word.text.strip()}' does not register {listing(names)}",
        label="another name",
        consequence=f"pytest stops: '{names[0]}' not found in `markers` configuration option ({markers.strict_text})"
        if markers.strict
        else f"PytestUnknownMarkWarning: Unknown pytest.mark.{names[0]} - is this a typo?",
        help=f"write {' and '.join(repr(line) for line in lines)}, each on a line of its own"
        if len(lines) > 1
        else f"write it without quotes: {lines[0]}"
        if word.text.strip()[:1] in ("'", '"')
        else f"write {lines[0]!r}",
        severity=Severity.ERROR if markers.strict else Severity.WARNING,
        fix=fix(word, lines, config),
    )


def fix(word: Word, lines: tuple[str, ...], config: PytestConfig) -> Fix | None:
    setting = config.setting("markers")
    right: list[str] = []
    for item in setting.items if setting else ():
        right += lines if item == word else [item.text]
    return key_set(config, "markers", tuple(right), "register the markers that are meant", safe=True)


def one_each(call: Call, word: Word, lines: tuple[str, ...]) -> Fix | None:
    """A call for each line."""
    first, *others = lines
    if others and not call.is_statement:
        return None
    more = (AddBehind(call.place, f'{call.name}("markers", {literal(line)})') for line in reversed(others))
    title = f"write {first!r}" if not others else "call it once for each marker"
    return Fix(title, (Replace(word.place, literal(first)), *more), safe=True)
