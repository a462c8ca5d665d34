"""A test takes a variable away that is not set.

## Why

`monkeypatch.delenv("SHOP_TOKEN")` raises `KeyError` where the variable is not set: the test passes on the machine of
whoever has it in the shell, and fails on all others
(https://docs.pytest.org/en/4.6.x/_modules/_pytest/monkeypatch.html).

Nothing is said where a file of the project names the variable otherwise than to read it, for it may be set there, nor
of variables that the project does not read.

## Instead

`monkeypatch.delenv("SHOP_TOKEN", raising=False)`.

## Fix safety

The fix is safe: where the variable is set, the test does what it did before.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.deletions import Deletion
from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.environment._setting import sets_unknown
from doctor.rules.excused import is_marked
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    deletions: tuple[Deletion, ...], sources: Sources, fixtures: Fixtures, variables: Variables
) -> Iterator[Problem]:
    for each in deletions:
        file = sources.get(each.place.file)
        if not file or variables.get(each.name) is not None or any(map(sets_unknown, (file, *sources.reaching_others))):
            continue
        own = fixtures.of(file.path, "monkeypatch")
        if is_run(each, file, sources) and not (own and own.fixture):
            yield told(each)


def is_run(each: Deletion, file: SourceFile, sources: Sources) -> bool:
    """Is it in a test that is not skipped, or in a fixture that some test has?"""
    if any(test.function.rpartition(".")[2] == each.within and not is_marked(test) for test in file.tests):
        return True
    own = [fixture for fixture in file.fixtures if fixture.function.rpartition(".")[2] == each.within]
    asked = {name for _, test in sources.tests for name in test.requests}
    return any(fixture.autouse or fixture.name in asked for fixture in own)


def told(each: Deletion) -> Problem:
    return Problem(
        place=each.place,
        message=f"'{each.within}' takes the variable '{each.name}' away, and it is not set here",
        label="raises KeyError",
        consequence=f"KeyError: '{each.name}', on each machine on which it is not set",
        help=f'write `monkeypatch.delenv("{each.name}", raising=False)`',
        fix=Fix("add raising=False", (Replace(each.end, ", raising=False"),), safe=True),
    )
