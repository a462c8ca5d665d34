"""CI sets a variable that nobody reads, and tests read one that is called almost the same.

## Why

A variable that has got another name on one side is not there on the other: in CI the tests take the default, skip, or
talk to the wrong service, and pass on the machine of whoever has the right one set.

## Instead

One name on both sides. It is said only where the name in the CI file stands nowhere else in the project, and nothing
sets the one that the tests read (https://docs.github.com/en/actions/learn-github-actions/variables).

## Fix safety

There is no fix: which of the two names is right cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.ci_variables import Stray
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(stray_variables: tuple[Stray, ...]) -> Iterator[Problem]:
    for stray in stray_variables:
        yield Problem(
            place=stray.place,
            message=f"CI sets '{stray.written}', which nothing in the project reads; the tests read '{stray.read}'",
            label="read by nobody",
            related=(Related(stray.read_at, "read here"),),
            consequence=f"in CI '{stray.read}' is not set",
            help=f"call it {stray.read} on both sides",
            confidence=Confidence.MEDIUM,
        )
