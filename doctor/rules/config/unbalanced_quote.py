"""A value has a quote that is not closed.

## Why

pytest splits `addopts`, `PYTEST_ADDOPTS`, `testpaths` and other lists of words as a shell does: quotes come in pairs.
An apostrophe within a word opens one as well.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-addopts.

## Instead

Close the quote, or write `\\'` for an apostrophe that is meant as such.

## Fix safety

Where the quote should end is a guess, so it is not done unasked. There is none where more than one quote is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.rules.config._errors import of_rule, said
from doctor.rules.cures import key_set, may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, ini: IniValues, invocation: Invocation) -> Iterator[Problem]:
    error = of_rule("unbalanced-quote", config)
    told = None
    if error:
        told = error.place
        name = "addopts" if error.place.is_file else "PYTEST_ADDOPTS"
        name = next((key.name for key in ini.values.values() if fits(key.place, error.place)), name)
        yield problem(name, error.place, said(error, invocation), config).replace(fix=fix(name, error.place, config))
    for key in ini.values.values():
        unbalanced = key.error and ("No closing quotation" in key.error or "No escaped character" in key.error)
        if unbalanced and key.place and not (told and fits(key.place, told)):
            found = problem(key.name, key.place, f"pytest stops where it asks for {key.name}: {key.error}", config)
            yield found.replace(fix=fix(key.name, key.place, config))


def fix(name: str, place: Place, config: PytestConfig) -> Fix | None:
    """The quote is closed at the end of the value, if it is the only one and opens a word; an apostrophe is none."""
    setting = config.setting(name)
    text = setting.value if setting else None
    if not may_edit(place) or not isinstance(text, str) or "\n" in text or "\\" in text or in_comment(name, config):
        return None
    quotes = [index for index, char in enumerate(text) if char in "\"'"]
    if len(quotes) != 1 or quotes[0] == len(text) - 1 or (quotes[0] and text[quotes[0] - 1].isalnum()):
        return None
    quote = text[quotes[0]]
    return key_set(config, name, text + quote, f"close the quote at the end of {name}")


def fits(place: Place | None, other: Place) -> bool:
    """Do the places of a key and of its value belong together?"""
    return place is not None and place.file == other.file and 0 <= other.line - place.line <= 1


def problem(name: str, place: Place, consequence: str, config: PytestConfig) -> Problem:
    return Problem(
        place=place,
        message=f"{name} has an unbalanced quote: one is opened and not closed",
        label="not closed",
        consequence=consequence,
        help="put the comment on a line of its own: behind a value it is read"
        if in_comment(name, config)
        else f"close the quote in {name}, or escape it with a backslash",
    )


def in_comment(name: str, config: PytestConfig) -> bool:
    """Does the quote stand in a comment behind the value, `unit  # don't run fast`?"""
    setting = config.setting(name)
    before = re.split(r"\s[#;]\s", str(setting.value) if setting else "")[0]
    return setting is not None and before != setting.value and not any(quote in before for quote in "\"'")
