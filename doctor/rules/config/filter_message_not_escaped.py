"""The message of a warning filter has parentheses, which are part of a pattern.

## Why

The message of a filter in the configuration, or in a mark, is a regular expression: `utcnow() is deprecated` matches
"utcnow is deprecated", and not the warning that says "utcnow()". The filter has no effect, and with `error` before it
the tests fail all the same.

See https://docs.pytest.org/en/stable/how-to/capture-warnings.html#controlling-warnings and
https://docs.python.org/3/library/warnings.html#the-warnings-filter.

Nothing is said of groups that have a meaning, `(a|b)`, `(?i)…`, `(x)?`, nor of `utcnow().*`, which matches "utcnow()",
too.

## Instead

Escape them, `utcnow\\(\\) is deprecated`, or end the message before them: it only has to match the beginning.

## Fix safety

The filter begins to hold, so it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Sources
from doctor.rules.config._filters import Written, written
from doctor.rules.cures import literal, may_edit
from doctor.rules.cures import written as as_word
from doctor.rules.registry import rule

# A call as it is spoken of: a word, parentheses, and in them nothing, or words; no quantifier follows.
CALLED = re.compile(r"(?<!\\)(?<=[A-Za-z0-9_])\(([\w ,='.]*)\)(?![*+?{])")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, ini: IniValues, command_line: CommandLine, sources: Sources) -> Iterator[Problem]:
    for each in written(config, ini, command_line, sources):
        message = each.field(1)
        found = CALLED.search(message) if not each.filter.literal and each.fields <= 5 else None
        if found and not matches_itself(message):
            right = CALLED.sub(lambda hit: rf"\({hit[1]}\)", message)
            yield problem(each, found[0], right, config)


def matches_itself(pattern: str) -> bool:
    """Whether it matches what it says all the same, as `utcnow().*` does."""
    said = pattern.replace(".*", "").replace(".+", "x").replace("\\", "")
    try:
        return re.match(pattern, said, re.IGNORECASE) is not None
    except re.error:
        return False


def problem(each: Written, group: str, right: str, config: PytestConfig) -> Problem:
    said = each.field(1).replace(group, group[1:-1], 1)
    return Problem(
        place=each.place,
        message=f"the message of the filter '{each.text}' is a regular expression, in which '{group}' is a group",
        label="a group, not parentheses",
        consequence=f"it matches what begins with '{said}', and has no effect on '{each.field(1)}'",
        help=f"write '{right}'",
        fix=fix(each, right, config),
    )


def fix(each: Written, right: str, config: PytestConfig) -> Fix | None:
    text = each.text.replace(each.field(1), right, 1)
    change = Replace(each.place, value(text, each.place, each.in_mark, config))
    return Fix(f"escape the parentheses of '{each.field(1)}'", (change,)) if may_edit(each.place) else None


def value(text: str, place: Place, in_mark: bool, config: PytestConfig) -> str:
    if in_mark:
        return f"r{literal(text)}" if "'" not in text else literal(text)
    return as_word(text, place, config) if place.file.endswith(".toml") else text
