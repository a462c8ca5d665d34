"""The lines of a list are not indented, and are keys of their own.

## Why

In `pytest.ini`, `tox.ini` and `setup.cfg` the lines of a value must begin with a blank. One that does not is a new key:
`slow: takes long` below `markers =` is a key `slow`, and no marker is registered.

See https://docs.pytest.org/en/stable/reference/customize.html#pytest-ini.

## Instead

Indent the lines.

## Fix safety

The lines are indented. The settings begin to count, so that it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig, Setting
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.rules.cures import may_edit
from doctor.rules.lists import unindented
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, ini: IniValues) -> Iterator[Problem]:
    for outer, lines in unindented(config, ini):
        yield Problem(
            place=lines[0].place,
            message=f"{listing(line.name for line in lines)} below '{outer.name} =' {be(lines)}, and so no part of it: "
            "the lines are not indented",
            label="a key of its own",
            related=(
                Related(outer.place, "this list is empty"),
                *(Related(line.place, "and this") for line in lines[1:]),
            ),
            consequence=f"{outer.name} is empty. PytestConfigWarning: Unknown config option: {lines[0].name}",
            help=f"indent the lines below '{outer.name} ='",
            fix=fix(outer, lines),
        )


def be(lines: tuple[Setting, ...]) -> str:
    return "is a key" if len(lines) == 1 else "are keys"


def fix(outer: Setting, lines: tuple[Setting, ...]) -> Fix | None:
    starts = [line.place.replace(end_line=line.place.line, end_column=line.place.column) for line in lines]
    if not all(may_edit(place) and place.column == 1 for place in starts):
        return None
    return Fix(f"indent the lines below '{outer.name} ='", tuple(Replace(place, "    ") for place in starts))
