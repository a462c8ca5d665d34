"""The installed pytest is older than the Python that runs it allows.

## Why

pytest rewrites the asserts of test files into trees of Python's own. From Python 3.10 on these trees need what pytest
before 6.2.4 leaves out, so that each conftest.py and test file with an import ends in
`TypeError: required field "lineno" missing from alias`; pytest before 3.5 does not start there at all, for what it
imports from `collections` is gone, nor does pytest before 5 from Python 3.12 on (`No module named 'imp'`). It comes of
a version that was pinned years ago, and of a newer Python.

See https://docs.pytest.org/en/stable/changelog.html and https://github.com/pytest-dev/pytest/issues/8539.

## Instead

Raise the pin (`pytest>=6.2.5`, better one that is still cared for), or run the tests with the Python that they were
written for.

## Fix safety

There is no fix: an environment is not a file of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import satisfies
from doctor.model.config import PytestConfig
from doctor.model.environment import Declared, Distributions, Interpreter
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.rules.registry import rule

# Python → the first pytest that runs on it, and the words of those before: seen in runs of 2.9 to 6.2.4
NEEDS = (
    ((3, 12), "5.0", "pytest does not start: ModuleNotFoundError: No module named 'imp'"),
    ((3, 10), "3.5", "pytest does not start: ImportError: what it imports from 'collections' is gone"),
    (
        (3, 10),
        "6.2.4",
        'pytest stops at each file with an import: TypeError: required field "lineno" missing from alias',
    ),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(
    interpreter: Interpreter, config: PytestConfig, distributions: Distributions, declared: Declared
) -> Iterator[Problem]:
    if not distributions.get("pytest"):
        return
    for python, first, words in NEEDS:
        if interpreter.version_info >= python and satisfies(config.pytest_version, f"<{first}"):
            pin = next((each for each in declared.requirements if each.key == "pytest"), None)
            yield Problem(
                place=Place(pin.file, pin.line) if pin else Place(ENVIRONMENT),
                message=f"pytest {config.pytest_version} does not work with Python {interpreter.version}",
                label="this asks for it" if pin else "installed here",
                consequence=words,
                help="install pytest>=6.2.5, and raise what pins it",
            )
            return
