"""A call of pytest names a program that there is not.

## Why

The list of a Dockerfile's CMD and the arguments of nox's `session.run` are words, and the first is the program:
`["pytest tests"]` asks for a program of that name, with the blank. `python -m py.test` asks for a module of the library
`py`, which pytest no longer brings since 7.2. `coverage run pytest` asks for a file of that name, and stops with "No
file to run: 'pytest'".

See https://docs.docker.com/reference/dockerfile/#shell-and-exec-form, https://github.com/emcconville/wand/pull/607 and
https://github.com/audreyfeldroy/cookiecutter-pypackage/pull/267.

## Instead

`["pytest", "tests"]`, `python -m pytest`, `coverage run -m pytest`.

## Fix safety

Unsafe: `-m` makes tests run that have not been run. What the other words are is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.environment import Declared, Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, distributions: Distributions, declared: Declared) -> Iterator[Problem]:
    has_py = distributions.get("py") is not None or bool(declared.get("py"))
    for word in calls.refused:
        if word.text == "py.test" and not has_py:
            yield problem(word, "'python -m py.test' asks for a module of the library py", "write python -m pytest")
        elif word.text.startswith("coverage run "):
            yield of_coverage(word)
        elif word.text != "py.test":
            words = ", ".join(f'"{each}"' for each in word.text.split())
            yield problem(word, f"'{word.text}' is one word, and no program of that name is there", f"write {words}")


def of_coverage(word: Word) -> Problem:
    """The words may stand in quotes, one by one: then `-m` and pytest are two of them."""
    words = word.text.replace('"', "")
    may_fix = words == word.text and may_edit(word.place)
    fix = Fix("write '-m pytest'", (Replace(word.place, "-m pytest"),)) if may_fix else None
    message = f"'{words}' asks for a file of that name, and there is none"
    return problem(word, message, "write coverage run -m pytest").replace(label="no such file", fix=fix)


def problem(word: Word, message: str, cure: str) -> Problem:
    return Problem(
        place=word.place,
        message=message,
        label="no such program",
        consequence="the step stops before pytest starts",
        help=cure,
    )
