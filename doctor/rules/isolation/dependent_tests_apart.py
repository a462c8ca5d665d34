"""Tests that depend on each other, or want an order, are run by different workers of pytest-xdist.

## Why

pytest-xdist hands each test to the next worker that is free. pytest-dependency, pytest-order and pytest-ordering see
the tests of their own worker alone: a test whose dependency ran in another one is skipped, though that test has passed
(https://github.com/RKrahl/pytest-dependency/issues/8), and the run is green with a part of the tests not run; tests
that want an order run side by side.

## Instead

`--dist loadfile` (or `loadscope`) beside `-n`, which keeps the tests of a file (or class) together and in order, or
`@pytest.mark.xdist_group` on them and `--dist loadgroup`
(https://pytest-xdist.readthedocs.io/en/stable/distribution.html). Best of all are tests that need no other one.

## Fix safety

`--dist=loadfile` where addopts starts the workers. Other tests come to run side by side then, so it is
not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.sources import Mark, SourceFile, Sources, Test
from doctor.rules.cures import item_added, may_edit, value_replaced
from doctor.rules.phrases import plural
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, parts, spread
from doctor.rules.workers import keeps_groups

DEPENDENCY = "pytest-dependency"
ORDERS = {"pytest-order": "order", "pytest-ordering": "run"}


Pair = tuple[Test, Mark, Test]  # a test, its mark, and the test that it depends on


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources, plugins: Plugins, command_line: CommandLine, calls: Calls, config: PytestConfig
) -> Iterator[Problem]:
    active = {plugin.distribution for plugin in plugins.active}
    orders = {mark for distribution, mark in ORDERS.items() if distribution in active}
    workers = spread(command_line, plugins, calls) if orders or DEPENDENCY in active else None
    groups = ", or mark them with `xdist_group` and add `--dist loadgroup`" if keeps_groups(config, plugins) else ""
    cure = f"add `--dist loadfile`{groups}"
    for file in sources.collected if workers else ():
        if workers and DEPENDENCY in active:
            apart = [each for each in depending(file) if is_apart(each, file, workers)]
            if apart:
                yield told(apart, workers, cure).replace(fix=by_file(workers, command_line, config))
        ordered = [(test, mark) for test in file.tests for mark in test.marks if mark.name in orders]
        if workers and len({part for test, _ in ordered for part in parts(file, test, workers)}) > 1:
            yield wanting(ordered[0][1], len({test.function for test, _ in ordered}), workers, cure)


def by_file(workers: Workers, command_line: CommandLine, config: PytestConfig) -> Fix | None:
    """The tests of a file stay together."""
    mode = command_line.last("--dist")
    if workers.elsewhere or not may_edit(workers.place):
        return None
    return value_replaced(mode, "loadfile", config) if mode else item_added(config, "addopts", "--dist=loadfile")


def depending(file: SourceFile) -> Iterator[Pair]:
    """The tests that name others of their file."""
    named: dict[str, Test] = {}
    for test in file.tests:
        own = next((mark for mark in test.marks if mark.name == "dependency"), None)
        given = own.expr.keyword("name") if own else None
        named.setdefault((given.text if given else None) or node_name(test), test)
    for test in file.tests:
        for mark in test.marks:
            depends = mark.expr.keyword("depends") if mark.name == "dependency" else None
            for part in depends.parts if depends else ():
                other = named.get(part.text or "")
                if other:
                    yield test, mark, other


def node_name(test: Test) -> str:
    return f"{test.class_name}::{test.name}" if test.class_name else test.name


def is_apart(pair: Pair, file: SourceFile, workers: Workers) -> bool:
    test, _, other = pair
    return len(parts(file, test, workers) | parts(file, other, workers)) > 1


def told(apart: list[Pair], workers: Workers, cure: str) -> Problem:
    test, mark, other = apart[0]
    more = len({each[0].function for each in apart}) - 1
    return Problem(
        place=mark.place,
        message=f"test '{node_name(test)}' depends on '{node_name(other)}' by its mark 'dependency'"
        + (f", and {plural(more, 'more test')} on others" if more else "")
        + f", and '{workers.text}' may give the two to different workers",
        label="skipped where the other one was run elsewhere",
        related=(Related(other.place, "the other one"), Related(workers.place, "starts several workers")),
        consequence=f"SKIPPED: {node_name(test)} depends on {node_name(other)}; the run is green without it",
        help=cure,
        severity=workers.severity,
    )


def wanting(mark: Mark, number: int, workers: Workers, cure: str) -> Problem:
    return Problem(
        place=mark.place,
        message=f"{plural(number, 'test')} of this file want an order, and '{workers.text}' runs them side by side",
        label="an order within one worker only",
        related=(Related(workers.place, "starts several workers"),),
        consequence="a later one may run before an earlier one, or at the same time, in another worker",
        help=cure,
        severity=Severity.WARNING,
    )
