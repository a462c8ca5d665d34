"""An assertion of a mock cannot fail as it is written.

## Why

`mock.assert_called_once` without parentheses only names the method: nothing is checked. And a mock has any attribute
one asks it for: up to Python 3.11 `mock.called_once_with(1)` is just another call that succeeds, and
`assert mock.called_once` is always true (https://github.com/python/cpython/issues/100690). From 3.12 on such names
raise AttributeError; names that begin with `assert`, and misspellings of it, have done so for longer.

## Instead

`mock.assert_called_once()`, `mock.assert_called_once_with(…)`, or `assert mock.call_count == 1`. A mock with `spec` or
`autospec` refuses what the real thing does not have.

## Fix safety

The test begins to check something, and may fail: that is what it is for, but it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Interpreter, Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.flows import Claim
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources
from doctor.rules.registry import rule

LOUD_SINCE = (3, 12)
# What others really have, by the name: how it is asked for, the module that brings it, and its fixture.
REAL = {
    "called_once": ("asserted", "requests_mock", "requests_mock"),
    "called_with": ("called", "kgb", "spy_agency"),
}
MAKERS = ("unittest.mock.", "mock.", "mocker.")
MODULES = ("unittest.mock", "mock", "unittest", "pytest_mock", "asynctest")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    file: SourceFile, sources: Sources, fixtures: Fixtures, modules: Modules, interpreter: Interpreter
) -> Iterator[Problem]:
    version = interpreter.version_info
    if file.collected or file.role in ("conftest", "plugin"):
        for claim in file.flows.claims:
            if claim.name.startswith("assert_") or (
                version
                and version < LOUD_SINCE
                and (has_mocks(file) or is_given_mock(claim, file, sources, fixtures))
                and not is_real(claim, file, modules)
            ):
                yield told(claim)


def has_mocks(file: SourceFile) -> bool:
    return asks_for("mocker", file) or any(each.module in MODULES for each in file.imports)


def is_given_mock(claim: Claim, file: SourceFile, sources: Sources, fixtures: Fixtures) -> bool:
    """Does the function ask for a fixture of another file that makes a mock, and speak of that, or of a variable?"""
    function = file.function(claim.within)
    names = {param.name for param in function.params} if function else set()
    of = claim.of.partition(".")[0].partition("(")[0]
    asked = names & {of} or (names if of and of not in ("self", "cls") and not is_known(of, file) else set())
    seen = [fixtures.of(file.path, name, function.class_name) for name in asked] if function else []
    return any(makes_mock(each.fixture, file, sources) for each in seen if each and each.fixture)


def makes_mock(fixture: Fixture, file: SourceFile, sources: Sources) -> bool:
    home = sources.get(fixture.place.file)
    calls = home.calls_in(fixture.function) if home and home is not file else []
    return any(call.name.startswith(MAKERS) for call in calls)


def is_known(name: str, file: SourceFile) -> bool:
    """Is it a name of the file's own, and no variable of a function?"""
    return file.knows(name) or any(each.alias == name for each in file.imports)


def asks_for(fixture: str, file: SourceFile) -> bool:
    return any(param.name == fixture for function in file.functions for param in function.params)


def is_real(claim: Claim, file: SourceFile, modules: Modules) -> bool:
    """May it be what requests-mock's mockers or kgb's spies really have under this name?"""
    how, module, fixture = REAL.get(claim.name, ("", "", ""))
    return claim.how == how and (asks_for(fixture, file) or modules.find(module, file.path) is not None)


def told(claim: Claim) -> Problem:
    right = claim.name if claim.name.startswith("assert_") else f"assert_{claim.name}"
    of = f"{claim.of}." if claim.of and "(" not in claim.of else ""
    words = {
        "uncalled": f"'{claim.name}' is named and not called, so nothing is checked",
        "called": f"'{claim.name}' is no assertion of a mock, so this call checks nothing",
        "asserted": f"'{claim.name}' of a mock is always true, so nothing is checked",
    }
    arguments = "()" if is_bare(claim) else "(…)"
    return Problem(
        place=claim.place,
        message=words[claim.how],
        label="cannot fail",
        consequence="the test passes whatever was called",
        help=f"write `{of}{right}{arguments}`",
        fix=called(claim),
    )


def is_bare(claim: Claim) -> bool:
    """Does the assertion need no arguments?"""
    return claim.name.rpartition("_")[2] in ("called", "once", "awaited")


def called(claim: Claim) -> Fix | None:
    """The parentheses, where the assertion needs nothing between them."""
    if claim.how != "uncalled" or not is_bare(claim) or claim.place.line != claim.place.end_line:
        return None
    end = claim.place.replace(line=claim.place.end_line, column=claim.place.end_column)
    return Fix(f"call it: `{claim.name}()`", (Replace(end, "()"),))
