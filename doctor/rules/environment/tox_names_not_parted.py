"""tox.ini passes several variables by names that tox 4 takes for one.

## Why

tox 3 took blanks between the names of `passenv`; tox 4 takes lines and commas, and stops before any test: "pass_env
values cannot contain whitespace, use comma to have multiple values in a single line". A value of several lines is
parted at their ends alone: there `HOME, CI` stops it, too, and `HOME,CI` is the name of no variable, so that neither is
passed. Where nothing asks for an older one, `pip install tox` brings tox 4.

See https://github.com/dateutil/dateutil/issues/1261, https://github.com/tox-dev/tox/issues/2615 and
https://github.com/django/django/pull/16498.

## Instead

```ini
pass_env =
    HOME
    CI
```

## Fix safety

Safe where tox.ini asks for tox 4, and that stops: nothing ran before. Else it is done only when asked: tox 3 takes no
commas, and what is passed for the first time may change what tests do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.tox import NameLine, PassedNames
from doctor.rules.registry import rule

FOUR = (4,)


@rule(severity=Severity.WARNING, since="0.1")
def check(passed_names: PassedNames, distributions: Distributions) -> Iterator[Problem]:
    if not passed_names.lines:
        return
    installed = distributions.version("tox")
    is_old = passed_names.before_four or (installed is not None and installed < FOUR)
    is_new = passed_names.since_four or (installed is not None and installed >= FOUR)
    if is_new or not is_old:
        yield from (problem(line, is_new) for line in passed_names.lines)


def problem(line: NameLine, is_new: bool) -> Problem:
    names = [name for name in re.split(r"[,\s]+", line.names.text) if name]
    by_commas = line.between == ", "
    cure = f"write {', '.join(names)}" if by_commas else "write each name in a line of its own"
    how = (
        "by lines or commas, and here are blanks between" if by_commas else "of a value of several lines by lines alone"
    )
    who = "tox" if is_new else "tox 4, which pip installs,"
    stops = f"{who} stops: pass_env values cannot contain whitespace"
    return Problem(
        place=line.names.place,
        message=f"tox 4 takes names of variables {how}",
        label="taken for one name",
        consequence=stops if line.refused else f"{who} passes no variable on: none is called '{line.names.text}'",
        help=cure,
        severity=Severity.ERROR if is_new and line.refused else None,
        fix=Fix(cure, (Replace(line.names.place, line.between.join(names)),), safe=is_new and line.refused),
    )
