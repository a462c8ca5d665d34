"""A test depends on one that pytest-dependency knows nothing of: it is always skipped.

## Why

pytest-dependency keeps results only of tests that have the mark `dependency` themselves, by the name that the mark
gives, or by the test's own with its class before it: `TestCart::test_login`. A test that depends on any other is
skipped, run after run, and the run is green.

See https://pytest-dependency.readthedocs.io/en/stable/usage.html.

## Instead

Mark the other test with `@pytest.mark.dependency`, and name it as the plugin does. `automark_dependency = true` marks
all tests.

## Fix safety

A name that lacks its class gets it. The test is run then, and may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Expr, Mark, SourceFile, Sources, Test
from doctor.rules.cures import literal
from doctor.rules.registry import rule

PLUGIN = "pytest-dependency"


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, plugins: Plugins, ini: IniValues) -> Iterator[Problem]:
    if not any(plugin.distribution == PLUGIN for plugin in plugins.active):
        return
    for file in sources.collected:
        for test, depends in asking(file):
            for part in depends.parts:
                if part.text and (other := unmarked(part.text, file, bool(ini["automark_dependency"]))):
                    yield problem(test, part, part.text, other)


def asking(file: SourceFile) -> Iterator[tuple[Test, Expr]]:
    """Tests with what they depend on, within their file."""
    for test in file.tests:
        for mark in marks(test):
            depends, scope = mark.expr.keyword("depends"), mark.expr.keyword("scope")
            if depends and depends.kind in ("list", "tuple") and (scope is None or scope.text == "module"):
                yield test, depends


def marks(test: Test) -> Iterator[Mark]:
    return (mark for mark in test.marks if mark.name == "dependency")


def unmarked(name: str, file: SourceFile, marks_all: bool) -> Test | None:
    """The test that is meant by a name which the plugin does not know, None if it knows it or none is meant."""
    known = {given(mark) or node_name(test) for test in file.tests for mark in marks(test)}
    known |= {node_name(test) for test in file.tests} if marks_all else set()
    bare = name.partition("[")[0]
    if name in known or bare in known or any(given(mark) is None and mark.expr.keyword("name") for mark in every(file)):
        return None
    return next((test for test in file.tests if bare in (test.name, node_name(test))), None)


def every(file: SourceFile) -> Iterator[Mark]:
    return (mark for mark in file.marks if mark.name == "dependency")


def given(mark: Mark) -> str | None:
    name = mark.expr.keyword("name")
    return name.text if name else None


def node_name(test: Test) -> str:
    return f"{test.class_name.replace('.', '::')}::{test.name}" if test.class_name else test.name


def problem(test: Test, part: Expr, name: str, other: Test) -> Problem:
    own = next((given(mark) or node_name(other) for mark in marks(other)), "")
    return Problem(
        place=part.place,
        message=f"test '{node_name(test)}' depends on '{name}', which pytest-dependency knows as '{own}'"
        if own
        else f"test '{node_name(test)}' depends on '{name}', which has no mark 'dependency' of its own",
        label=f"'{own}'?" if own else "not marked",
        related=(Related(other.place, "this test"),),
        consequence=f"SKIPPED: {node_name(test)} depends on {name}; it is never run, and the run is green",
        help=f"write '{own}'" if own else f"mark '{node_name(other)}' with @pytest.mark.dependency",
        fix=Fix(f"write '{own}' in place of '{name}'", (Replace(part.place, literal(own)),)) if own else None,
    )
