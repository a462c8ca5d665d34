"""`--cov` takes the folder of tests that stands behind it.

## Why

`--cov` has an optional value. In `pytest --cov tests/unit` the folder is what is measured, and no path is left: pytest
runs all tests, and the coverage of the tests themselves is shown.

See https://pytest-cov.readthedocs.io/en/latest/config.html#reference.

## Instead

`pytest --cov=shop tests/unit`, or `pytest tests/unit --cov`.

## Fix safety

There is no fix: the line is typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from doctor.model.config import CommandLine, PytestConfig, Source
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Sources
from doctor.rules.naming import is_within
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, sources: Sources, tree: Tree) -> Iterator[Problem]:
    option = command_line.last("--cov")
    if option is None or not option.known or command_line.positionals:
        return
    typed = [word for word in config.arguments if word.source in (Source.COMMAND_LINE, Source.ENVIRONMENT)]
    for word, value in pairwise(typed):
        if word.text == "--cov" and value.text == option.value and is_tests(value.text, sources, tree):
            yield Problem(
                place=option.place,
                message=f"'--cov {value.text}' measures '{value.text}', which holds tests, and no path is left to run",
                label="taken by --cov",
                consequence=f"all tests are run, and the coverage of '{value.text}' alone is shown",
                help=f"write '--cov=PACKAGE {value.text}', or '{value.text} --cov'",
            )


def is_tests(text: str, sources: Sources, tree: Tree) -> bool:
    """Is it a test file, or a folder of tests without other modules?"""
    path = text.removeprefix("./").rstrip("/")
    file = sources.get(path)
    if file:
        return bool(file.tests)
    if not tree.is_folder(path) or path in ("", "."):
        return False
    within = [name for name in tree.files if name.endswith(".py") and is_within(name, path)]
    tests = [name for name in within if (found := sources.get(name)) and found.tests]
    others = {"__init__.py", "conftest.py"}
    return bool(tests) and all(name in tests or name.rpartition("/")[2] in others for name in within)
