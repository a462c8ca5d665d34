"""The marker 'flaky' is used, and two installed plugins take it for theirs.

## Why

`flaky` and `pytest-rerunfailures` both act on `@pytest.mark.flaky`, with different arguments: `max_runs=` and
`min_passes=` are of flaky, `reruns=` and `reruns_delay=` of pytest-rerunfailures. The other one then stops at an
argument that it does not know, or reruns the test by a count of its own
(https://github.com/pytest-dev/pytest-rerunfailures/issues/217, https://github.com/box/flaky/issues/210).

## Instead

Keep one of the two: uninstall the other, or switch it off with `-p no:NAME`.

## Fix safety

Which of the two is wanted is the project's to say, so the other one is not switched off unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugin, Plugins
from doctor.model.sources import Mark, Sources
from doctor.rules.cures import item_added
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

OF_RERUNS = ("reruns", "reruns_delay", "condition", "only_rerun", "rerun_except")
OF_FLAKY = ("max_runs", "min_passes", "rerun_filter")


@rule(severity=Severity.ERROR, since="0.1")
def check(plugins: Plugins, sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    flaky, reruns = loaded("flaky", plugins), loaded("pytest-rerunfailures", plugins)
    if not flaky or not reruns:
        return
    marks = sorted((mark for _, mark in sources.marks if mark.name == "flaky"), key=lambda mark: mark.place)
    for words, other in ((OF_RERUNS, flaky), (OF_FLAKY, reruns)):
        found = [mark for mark in marks if any(name in words for name, _ in mark.expr.keywords)]
        if found:
            fix = item_added(config, "addopts", f"-p no:{other.name}")
            yield problem(found, flaky, reruns, other).replace(fix=fix)


def loaded(distribution: str, plugins: Plugins) -> Plugin | None:
    return next((plugin for plugin in plugins.active if plugin.distribution == distribution), None)


def problem(marks: list[Mark], flaky: Plugin, reruns: Plugin, other: Plugin) -> Problem:
    words = ", ".join(f"{name}=" for name, _ in marks[0].expr.keywords)
    stops = other is flaky
    owner = reruns if stops else flaky
    return Problem(
        place=marks[0].place,
        message=f"flaky and pytest-rerunfailures both take the marker 'flaky'; {words} is of {owner.distribution}",
        label=f"{other.distribution} takes it too",
        related=uses([mark.place for mark in marks[1:]], "and here"),
        consequence=f"error at setup: TypeError: _make_test_flaky() got an unexpected keyword argument '{words[:-1]}'"
        if stops
        else "pytest-rerunfailures reruns the test once, whatever max_runs says",
        help=f"keep one: uninstall {other.distribution}, or switch it off with '-p no:{other.name}'",
    )
