"""The message of a warning filter stands in the middle of the warning: a filter compares from the beginning.

## Why

The message of a filter is a regular expression that has to match the beginning of the warning's text. `will go in 2.0`
does not match "total() will go in 2.0": the filter has no effect, and with `error` before it the tests fail all the
same.

See https://docs.python.org/3/library/warnings.html#the-warnings-filter and
https://docs.pytest.org/en/stable/how-to/capture-warnings.html#controlling-warnings.

Told is a filter whose message is found in a warning that the project itself gives, and at the beginning of none.

## Instead

`ignore:.*will go in 2.0:DeprecationWarning`, or the message from its beginning on.

## Fix safety

The filter begins to hold, so it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Sources
from doctor.model.warned import Warned
from doctor.rules.config._filters import Written, written
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule

SHORTEST = 8  # characters of a message that nothing else is likely to have
WORDS = re.compile(r"[\w '(),.:;!-]+")  # a text, no pattern: what a pattern begins with may be meant otherwise


@rule(severity=Severity.WARNING, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    sources: Sources,
    warned: tuple[Warned, ...],
) -> Iterator[Problem]:
    if not warned:
        return
    for each in written(config, ini, command_line, sources):
        message = each.field(1)
        if each.filter.literal or each.in_mark or each.fields > 5 or not is_text(message):
            continue
        found = [place for place in warned if may_be(each, place) and re.search(message, place.text, re.IGNORECASE)]
        if found and not any(may_begin(message, place.text) for place in warned):
            yield problem(each, found[0])


def is_text(message: str) -> bool:
    plain = message.replace("\\", "")
    return len(plain) >= SHORTEST and " " in plain and bool(WORDS.fullmatch(plain)) and is_pattern(message)


def is_pattern(message: str) -> bool:
    try:
        re.compile(message)
    except re.error:
        return False
    return True


def may_be(each: Written, warned: Warned) -> bool:
    """Is it a warning of the category that the filter names, or does it name none?"""
    return each.field(2).rpartition(".")[2] in ("", "Warning", warned.category)


def may_begin(message: str, text: str) -> bool:
    """May the text begin with it, as far as it is known?"""
    return bool(re.match(message, text.lstrip("\0"), re.IGNORECASE)) or text.strip("\0 ") == ""


def problem(each: Written, warned: Warned) -> Problem:
    message = each.field(1)
    text = each.text.replace(message, f".*{message}", 1)
    place = each.place
    is_ini = may_edit(place) and place.file.endswith((".ini", ".cfg"))
    return Problem(
        place=place,
        message=f"the filter's message '{message}' is compared with the beginning of a warning, and found later",
        label="no warning begins like this",
        related=(Related(warned.place, "the warning"),),
        consequence=f"the filter '{each.text}' has no effect on it",
        help=f"write '{text}'",
        fix=Fix(f"write '.*{message}'", (Replace(place, text),)) if is_ini else None,
    )
