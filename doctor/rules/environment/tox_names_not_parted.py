"""tox.ini passes several variables in one line, without commas.

## Why

tox 3 took blanks between the names of `passenv`; tox 4 takes lines and commas, and stops before any test: "pass_env
values cannot contain whitespace, use comma to have multiple values in a single line". Where nothing asks for an older
one, `pip install tox` brings tox 4.

See https://github.com/dateutil/dateutil/issues/1261, https://github.com/tox-dev/tox/issues/2615 and
https://github.com/django/django/pull/16498.

## Instead

```ini
pass_env =
    HOME
    CI
```

## Fix safety

Safe where tox.ini asks for tox 4: nothing ran before. Else it is done only when asked: tox 3 takes no commas.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.model.tox import PassedNames
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
        yield from (problem(word, is_new) for word in passed_names.lines)


def problem(word: Word, is_new: bool) -> Problem:
    who = "tox" if is_new else "tox 4, which pip installs,"
    wanted = ", ".join(name for part in word.text.split(",") for name in part.split())
    return Problem(
        place=word.place,
        message="tox 4 takes names of variables by lines or commas, and here are blanks between",
        label="taken for one name",
        consequence=f"{who} stops: pass_env values cannot contain whitespace",
        help=f"write {wanted}",
        severity=Severity.ERROR if is_new else None,
        fix=Fix(f"write {wanted}", (Replace(word.place, wanted),), safe=is_new),
    )
