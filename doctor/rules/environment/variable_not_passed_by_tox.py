"""CI sets a variable, and tox does not pass it on to the tests.

## Why

tox starts its commands with an environment of its own: of the variables around it, only those come through that it
needs itself and those that `pass_env` names. What a workflow sets for the tests is not there, while it is when pytest
is called by hand: the tests take a default, skip, or cannot be imported.

See https://tox.wiki/en/stable/config.html#pass_env.

## Instead

Name it in tox.ini: `pass_env = SHOP_DATABASE_URL`, or give it a value with `set_env`.

## Fix safety

There is none: whether the variable belongs to the tests is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.ci_variables import Stray
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(kept_back: tuple[Stray, ...]) -> Iterator[Problem]:
    if kept_back:
        names = [stray.written for stray in kept_back]
        yield Problem(
            place=kept_back[0].place,
            message=f"CI sets {listing(names)}, which the tests read, and tox does not pass it on",
            label="passes it not",
            related=tuple(Related(stray.read_at, f"'{stray.read}' is read here") for stray in kept_back),
            consequence=f"under tox {listing(names)} {'is' if len(names) == 1 else 'are'} not set",
            help=f"write pass_env = {', '.join(names)}",
            confidence=Confidence.MEDIUM,
        )
