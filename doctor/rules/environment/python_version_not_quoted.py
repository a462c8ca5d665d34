"""CI is given a version of Python as a number, of which YAML drops the last digit.

## Why

In YAML `3.10` is the number 3.1. The step that sets Python up looks for a Python 3.1, and ends with
`The version '3.1' with architecture 'x64' was not found`: the tests are not run there.

See https://github.com/actions/setup-python/issues/160.

## Instead

`python-version: ["3.9", "3.10"]`, all of them in quotes.

## Fix safety

Safe: the number becomes the version that was written.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(bare_pythons: tuple[Word, ...]) -> Iterator[Problem]:
    for file in dict.fromkeys(word.place.file for word in bare_pythons):
        yield problem([word for word in bare_pythons if word.place.file == file])


def problem(words: list[Word]) -> Problem:
    text = words[0].text
    short = text.rstrip("0")
    changes = tuple(Replace(word.place, f'"{word.text}"') for word in words)
    return Problem(
        place=words[0].place,
        message=f"{text} is a number in YAML, the same as {short}",
        label="a number",
        related=uses([word.place for word in words[1:]], "and here"),
        consequence=f"CI looks for Python {short}, which it does not find, and runs no test there",
        help=f'write "{text}"',
        fix=Fix(f'write "{text}"', changes, safe=True),
    )
