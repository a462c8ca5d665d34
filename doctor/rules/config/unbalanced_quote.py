"""A value has a quote that is not closed.

## Why

pytest splits `addopts`, `PYTEST_ADDOPTS`, `testpaths` and other lists of words as a shell does: quotes come in pairs.
An apostrophe within a word opens one as well.

## Instead

Close the quote, or write `\\'` for an apostrophe that is meant as such.

## Fix safety

There is none: where the quote should end is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.rules.config._errors import of_rule, said
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, ini: IniValues, invocation: Invocation) -> Iterator[Problem]:
    error = of_rule("unbalanced-quote", config)
    told = None
    if error:
        told = error.place
        name = "addopts" if error.place.is_file else "PYTEST_ADDOPTS"
        name = next((key.name for key in ini.values.values() if fits(key.place, error.place)), name)
        yield problem(name, error.place, said(error, invocation))
    for key in ini.values.values():
        unbalanced = key.error and ("No closing quotation" in key.error or "No escaped character" in key.error)
        if unbalanced and key.place and not (told and fits(key.place, told)):
            yield problem(key.name, key.place, f"pytest stops where it asks for {key.name}: {key.error}")


def fits(place: Place | None, other: Place) -> bool:
    """Do the places of a key and of its value belong together?"""
    return place is not None and place.file == other.file and 0 <= other.line - place.line <= 1


def problem(name: str, place: Place, consequence: str) -> Problem:
    return Problem(
        place=place,
        message=f"{name} has an unbalanced quote: one is opened and not closed",
        label="not closed",
        consequence=consequence,
        help=f"close the quote in {name}, or escape it with a backslash",
    )
