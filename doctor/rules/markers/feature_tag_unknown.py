"""A feature has a tag that is not registered as a marker, where markers are strict.

## Why

pytest-bdd makes a mark of each tag of a feature or scenario. With `--strict-markers` one that is not registered is an
error of collection of the module that binds the feature.

See https://pytest-bdd.readthedocs.io/en/stable/#organizing-your-scenarios and
https://docs.pytest.org/en/stable/how-to/mark.html#registering-marks.

## Instead

Register the tags under `markers`, like all other marks.

## Fix safety

The tag is registered, or spelled as the marker that it resembles. Whether it was misspelt is guessed: it is not done
unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.features import Feature
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.markers import Markers
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources
from doctor.rules.collection._features import bindings, is_loaded
from doctor.rules.cures import item_added
from doctor.rules.phrases import nearest, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    features: tuple[Feature, ...],
    markers: Markers,
    plugins: Plugins,
    sources: Sources,
    ini: IniValues,
    config: PytestConfig,
) -> Iterator[Problem]:
    if not features or not markers.strict or markers.open or not is_loaded(plugins) or adds_tags(sources):
        return
    bound = [each.path for each in bindings(sources, ini, config)]
    unknown: dict[str, list[Word]] = {}
    for feature in features:
        if any(feature.file == path or feature.file.startswith(f"{path}/") for path in bound):
            for tag in feature.tags:
                if tag.text not in markers.registered:
                    unknown.setdefault(tag.text, []).append(tag)
    for name, tags in unknown.items():
        yield problem(name, tags, markers, config)


def adds_tags(sources: Sources) -> bool:
    """Does the project make something else of tags than marks?"""
    return any(
        function.name == "pytest_bdd_apply_tag" for file in sources.reaching_others for function in file.functions
    )


def problem(name: str, tags: list[Word], markers: Markers, config: PytestConfig) -> Problem:
    near = nearest(name, markers.registered)
    where = markers.strict_text or "strict markers"
    fix = Fix(f"write '@{near}'", tuple(Replace(tag.place, f"@{near}") for tag in tags)) if near else None
    return Problem(
        place=tags[0].place,
        message=f"the tag '@{name}' becomes a mark '{name}', which is not registered under markers",
        label="not registered",
        related=uses([tag.place for tag in tags[1:]], "tagged here too"),
        consequence=f"collection stops: '{name}' not found in `markers` configuration option ({where})",
        help=f"write @{near}" if near else f"register it: markers = {name}",
        fix=fix or item_added(config, "markers", name),
    )
