"""A test clears all overrides of an application, also those of others.

## Why

`app.dependency_overrides.clear()` and `app.dependency_overrides = {}` take away what others have put in: the override
of a session fixture, or that of a conftest for the whole run, is gone for all later tests
(https://github.com/aprin-labs/archimedes/pull/829). A `teardown_method`, `tearDown` or `teardown_function` that clears
does so after each test, so that a module fixture's override lasts for the first test alone. It is a warning where such
an override is there, else a note.

## Instead

Take away the own override alone: `app.dependency_overrides.pop(get_user, None)`; or keep a copy and put it back.

## Fix safety

There is no fix: which of the overrides is meant is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.outlines import Outlines
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._wide_overrides import Clear, Wide, clears, is_lost, wide_overrides
from doctor.rules.isolation._wiped import Wiped, made_by_fixtures, wiped
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, outlines: Outlines
) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    wide = [each for file in sources for each in wide_overrides(file)]
    made = [each for file in sources for each in made_by_fixtures(file)]
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            cleared = [
                (each, [other for other in wide if is_lost(other, each, scene, outlines)])
                for each in clears(file, scene)
            ]
            gone = [found for each, lost in cleared if not lost and (found := next(wiped(each, made, scene), None))]
            yield from map(in_the_way, gone)
            rest = [pair for pair in cleared if pair[0] not in [each.clear for each in gone]]
            if rest:
                yield told(sorted(rest, key=lambda pair: not pair[1]))


def told(cleared: list[tuple[Clear, list[Wide]]]) -> Problem:
    """Each with the overrides that it takes away; those that are needed later come first."""
    clear, lost = cleared[0][0].override, cleared[0][1]
    app = clear.app.rpartition(".")[2]
    related = tuple(Related(each.override.place, "this override is lost as well") for each in lost)
    return Problem(
        place=clear.place,
        message=f"all overrides of '{clear.app}' are cleared, not only those that were made here",
        label="clears all",
        related=(*related, *uses([each.override.place for each, _ in cleared[1:]], "cleared here, too")),
        consequence=consequence(lost),
        help=f"take away the own one alone: `{app}.dependency_overrides.pop(…, None)`",
        severity=Severity.WARNING if lost else Severity.NOTE,
    )


def in_the_way(each: Wiped) -> Problem:
    clear, name = each.clear.override, each.fixture.name
    app = clear.app.rpartition(".")[2]
    related = Related(each.override.place, f"the override of fixture '{name}'")
    if each.taken:
        return Problem(
            place=clear.place,
            message=f"{each.clear.owner.title} clears all overrides of '{clear.app}' before fixture '{name}' ends",
            label="clears all",
            related=(related, Related(each.taken.place, "takes away what is gone by then")),
            consequence=f"KeyError when test '{each.test.function}' ends",
            help=f"take away the own one alone: `{app}.dependency_overrides.pop(…, None)`",
        )
    return Problem(
        place=clear.place,
        message=f"{each.clear.owner.title} puts its own overrides of '{clear.app}' in place of all others",
        label="all others are gone",
        related=(related,),
        consequence=f"test '{each.test.function}' asks for fixture '{name}', and runs without its override",
        help=f"add the own one: `{app}.dependency_overrides[…] = …`, or `.update({{…}})`",
    )


def consequence(lost: list[Wide]) -> str:
    if not lost:
        return "an override that a wider fixture makes one day would be lost"
    whole = "for the whole run" if any(each.is_for_run for each in lost) else "for all of them"
    return f"tests that run later do not have the override that was made {whole}"
