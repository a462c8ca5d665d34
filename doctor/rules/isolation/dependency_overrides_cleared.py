"""A test clears all overrides of an application, also those of others.

## Why

`app.dependency_overrides.clear()` and `app.dependency_overrides = {}` take away what others have put in: the override
of a session fixture, or that of a conftest for the whole run, is gone for all later tests
(https://github.com/aprin-labs/archimedes/pull/829). It is a warning where such an override is there, else a note.

## Instead

Take away the own override alone: `app.dependency_overrides.pop(get_user, None)`; or keep a copy and put it back.

## Fix safety

There is no fix: which of the overrides is meant is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Override
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._overrides import SETS, is_shared
from doctor.rules.mocks._holders import LASTING, owner_of
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    meant = [(file, each) for file in sources for each in file.flows.overrides if is_meant(each, file)]
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            cleared = [each for each in file.flows.overrides if clears_others(each, file, scene)]
            if cleared:
                yield told(cleared, [each for home, each in meant if is_lost(each, home, cleared[0], file)])


def is_meant(each: Override, file: SourceFile) -> bool:
    """Is it an override for the whole run: of a conftest when it is imported, or of a session fixture?"""
    if each.how not in SETS or file.role not in ("conftest", "plugin") or not is_shared(each, file):
        return False
    owner = owner_of(file, each.within)
    return not each.within or bool(owner and owner.fixture and owner.fixture.scope in LASTING)


def is_lost(each: Override, home: SourceFile, clear: Override, file: SourceFile) -> bool:
    """Is it of the same application, and not of the function that clears?"""
    same = each.app.rpartition(".")[2] == clear.app.rpartition(".")[2]
    return same and (home.path, each.within) != (file.path, clear.within)


def clears_others(each: Override, file: SourceFile, scene: Scene) -> bool:
    """Is everything cleared, by a test, or by a fixture that does not last for the run, and not put back after?"""
    owner = owner_of(file, each.within) if each.how == "clear" else None
    if owner is None or (owner.fixture and owner.fixture.scope in LASTING):
        return False
    later = [other for other in file.flows.overrides if other.within == each.within and other.how == "put back"]
    return not later


def told(cleared: list[Override], lost: list[Override]) -> Problem:
    clear = cleared[0]
    app = clear.app.rpartition(".")[2]
    related = tuple(Related(each.place, "this override is lost as well") for each in lost)
    return Problem(
        place=clear.place,
        message=f"all overrides of '{clear.app}' are cleared, not only those that were made here",
        label="clears all",
        related=(*related, *uses([each.place for each in cleared[1:]], "cleared here, too")),
        consequence="tests that run later do not have the override that was made for the whole run"
        if lost
        else "an override that a wider fixture makes one day would be lost",
        help=f"take away the own one alone: `{app}.dependency_overrides.pop(…, None)`",
        severity=Severity.WARNING if lost else Severity.NOTE,
    )
