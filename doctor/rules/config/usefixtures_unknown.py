"""`usefixtures` of the configuration names a fixture that nobody defines.

## Why

The fixtures that `usefixtures` names are asked for by each test of the run. One that is misspelt, renamed, or of a
plugin that is not there ends each of them with "fixture … not found" before it begins.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-usefixtures.

## Instead

Mend the name, or install the plugin that brings the fixture.

## Fix safety

The nearest name is a guess, so it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Declared, Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.lists import is_parted_by_commas, lost_fixtures, uncommented
from doctor.rules.phrases import install, nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    distributions: Distributions,
    knowledge: Knowledge,
    declared: Declared,
) -> Iterator[Problem]:
    setting = config.setting("usefixtures")
    if setting is None or is_parted_by_commas(config, "usefixtures"):
        return
    if not plugins.complete or not distributions.complete or plugins.computes("fixtures") or fixtures.open:
        return
    defined = {fixture.name for file in sources for fixture in file.fixtures} | lost_fixtures(sources)
    seen = {name for names in fixtures.visible.values() for name in names}
    for word in uncommented(setting, config):
        if word.text not in defined | seen and not plugins.with_fixture(word.text):
            owner = next((known.distribution for known in knowledge.with_fixture(word.text)), "")
            near = nearest(word.text, sorted(defined | seen))
            yield problem(word, near, f"a fixture of {owner}: {install(owner, declared)}" if owner else "")


def problem(word: Word, near: str | None, owner: str) -> Problem:
    bare = word.place.end_column - word.place.column == len(word.text)
    return Problem(
        place=word.place,
        message=f"usefixtures names '{word.text}', a fixture that nobody defines"
        + (f"; there is '{near}'" if near else ""),
        label=f"misspelt '{near}'?" if near else "not defined",
        consequence=f"error at setup of each test: fixture '{word.text}' not found",
        help=f"write '{near}'"
        if near
        else owner or f"define a fixture '{word.text}' in the conftest.py at the rootdir",
        fix=Fix(f"write '{near}' in place of '{word.text}'", (Replace(word.place, near),)) if near and bare else None,
    )
