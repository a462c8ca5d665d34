"""A test binds a scenario that its feature file does not have.

## Why

pytest-bdd finds a scenario by its name, letter by letter, while the test module is imported. A scenario that was
renamed in the feature alone is an error of collection, and none of the module's tests runs.

See https://pytest-bdd.readthedocs.io/en/stable/#scenario-decorator and
https://github.com/pytest-dev/pytest-bdd/issues/68.

## Instead

Write the name as it stands in the feature, or bind all scenarios of a file with `scenarios("basket.feature")`.

## Fix safety

The name is guessed from its spelling: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.features import Feature
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources
from doctor.rules.collection._features import Binding, bindings, is_loaded
from doctor.rules.cures import literal
from doctor.rules.phrases import listing, nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources, plugins: Plugins, ini: IniValues, config: PytestConfig, features: tuple[Feature, ...]
) -> Iterator[Problem]:
    if not is_loaded(plugins) or not features:
        return
    known = {feature.file: feature.scenarios for feature in features}
    for each in bindings(sources, ini, config):
        names = known.get(each.path)
        if names is not None and each.name and each.name.text and each.name.text not in names:
            yield problem(each, each.name.text, names)


def problem(each: Binding, name: str, names: frozenset[str]) -> Problem:
    near = nearest(name, names) or next((one for one in names if one.lower() == name.strip().lower()), "")
    place = each.name.place if each.name else each.written.place
    return Problem(
        place=place,
        message=f"{each.path} has no scenario '{name}'",
        label="no such scenario",
        consequence=f'no test of this file runs: ScenarioNotFound: Scenario "{name}" is not found',
        help=f"write '{near}'"
        if near
        else f"it has {listing(sorted(names))}"
        if names
        else "it has no scenario at all",
        fix=Fix(f"write '{near}'", (Replace(place, literal(near)),)) if near else None,
    )
