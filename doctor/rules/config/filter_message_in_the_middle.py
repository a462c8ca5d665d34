"""The message of a warning filter stands in the middle of the warning: a filter compares from the beginning.

## Why

The message of a filter is a regular expression that has to match the beginning of the warning's text. `will go in 2.0`
does not match "total() will go in 2.0": the filter has no effect, and with `error` before it the tests fail all the
same.

See https://docs.python.org/3/library/warnings.html#the-warnings-filter and
https://docs.pytest.org/en/stable/how-to/capture-warnings.html#controlling-warnings.

Told is a filter whose message is found in a warning that the project itself gives, and at the beginning of none. Where
it gives others of this category whose text is worked out at run time, nothing is said.

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
from doctor.model.warned import Warned, is_text
from doctor.rules.config._filters import Written, written
from doctor.rules.cures import literal, may_edit
from doctor.rules.registry import rule


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
        if each.filter.literal or each.fields > 5 or not is_text(message):
            continue
        found = [place for place in warned if may_be(each, place) and re.search(message, place.text, re.IGNORECASE)]
        if found and not any(may_begin(message, each, place) for place in warned):
            yield problem(each, found[0])


def may_be(each: Written, warned: Warned) -> bool:
    """Is it a warning of the category that the filter names, or does it name none?"""
    return each.field(2).rpartition(".")[2] in ("", "Warning", warned.category) or not warned.category


def may_begin(message: str, each: Written, warned: Warned) -> bool:
    """May the text begin with it, as far as it is known?"""
    is_unknown = not warned.text.strip("\0 ")
    return may_be(each, warned) if is_unknown else bool(re.match(message, warned.text.lstrip("\0"), re.IGNORECASE))


def problem(each: Written, warned: Warned) -> Problem:
    message = each.field(1)
    text = each.text.replace(message, f".*{message}", 1)
    place = each.place
    return Problem(
        place=place,
        message=f"the filter's message '{message}' is compared with the beginning of a warning, and found later",
        label="no warning begins like this",
        related=(Related(warned.place, "the warning"),),
        consequence=f"the filter '{each.text}' has no effect on it",
        help=f"write '{text}'",
        fix=fix(each, text),
    )


def fix(each: Written, text: str) -> Fix | None:
    """None where the text stands in quotes of TOML, or has backslashes that quotes would double."""
    is_ini = may_edit(each.place) and each.place.file.endswith((".ini", ".cfg"))
    new = literal(text) if each.in_mark and "\\" not in text else text if is_ini else ""
    return Fix(f"write '{text}'", (Replace(each.place, new),)) if new else None
