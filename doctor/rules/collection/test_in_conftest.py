"""A conftest.py holds a test, which pytest does not collect.

## Why

pytest imports conftest.py for its fixtures and hooks, and looks for tests in the files that `python_files` names
(`test_*.py` and `*_test.py`). A `def test_…` with assertions in a conftest.py never runs, without a word
(https://docs.pytest.org/en/stable/reference/reference.html#confval-python_files).

## Instead

Move it to a test file. Nothing is said of fixtures and of functions that the code names itself.

## Fix safety

There is no fix: the test that starts to run may fail, and its file is not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.naming import file_fits, fits, patterns
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, ini: IniValues) -> Iterator[Problem]:
    names, files = patterns(ini, "python_functions"), patterns(ini, "python_files")
    for file in sources.conftests:
        if file_fits(file.path, files):
            continue
        for function in file.functions:
            if is_test(function, names) and not is_used(function, file, sources):
                yield Problem(
                    place=function.place,
                    message=f"test '{function.name}' stands in {file.path}, where pytest looks for no tests",
                    label="never run",
                    consequence="pytest does not collect it, without a word",
                    help="move it to a test file",
                )


def is_test(function: Function, names: tuple[str, ...]) -> bool:
    is_plain = all(str(each.value or "").startswith("pytest.mark.") for each in function.decorators)
    return (
        function.asserts
        and is_plain
        and not function.class_name
        and not function.is_nested
        and fits(function.name, names)
    )


def is_used(function: Function, file: SourceFile, sources: Sources) -> bool:
    """Does the conftest name it, or another file import it?"""
    return function.name in file.referenced or any(
        each.name in (function.name, "*") and each.module.endswith("conftest")
        for other in sources
        for each in other.imports
    )
