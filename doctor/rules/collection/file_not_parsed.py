"""A test file or conftest.py is not valid Python.

## Why

A test file that cannot be parsed is a collection error: none of its tests runs. An initial conftest.py ends the run.

See https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery.

## Instead

Mend the line. Where the syntax is that of a later Python, run the tests with that one.

## Fix safety

There is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Interpreter, Modules
from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile, Sources, SyntaxFault
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

# Too large, too deeply nested: what is too much for us need not be so for Python. What went away after the folder was
# listed is not there for pytest either.
OURS = ("too ", "cannot be read: it is not there")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig, interpreter: Interpreter, modules: Modules) -> Iterator[Problem]:
    if not any(file.fault for file in sources):
        return
    for file in loaded(sources, config, surely=True, modules=modules):
        if file.fault and is_wrong(file.fault, interpreter):
            yield problem(file, file.fault, config)


def is_wrong(fault: SyntaxFault, interpreter: Interpreter) -> bool:
    """Is it wrong for the project's Python too, which may know syntax that ours does not?"""
    needs = tuple(int(part) for part in fault.needs.split(".") if part.isdigit())
    is_known_there = bool(needs) and (not interpreter.version_info or interpreter.version_info >= needs)
    return not is_known_there and not fault.message.startswith(OURS)


def problem(file: SourceFile, fault: SyntaxFault, config: PytestConfig) -> Problem:
    stops = file.path in config.initial_conftests
    return Problem(
        place=fault.place,
        message=f"{file.path} is not valid Python: {fault.message}",
        label=fault.message if fault.place.line else "",
        consequence=f"pytest stops while it loads {file.path}: SyntaxError: {fault.message}"
        if stops
        else f"none of its tests runs: ERROR collecting {file.path}: SyntaxError: {fault.message}",
        help=f"it is syntax of Python {fault.needs}" if fault.needs else "mend the line",
    )
