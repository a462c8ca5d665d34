"""Tests are ordered by a mark of pytest-ordering, and pytest-order is installed.

## Why

pytest-order took the place of pytest-ordering, which is no longer maintained, and renamed the mark: from 0.8 on it
looks at `@pytest.mark.order(2)` alone. `@pytest.mark.run(order=2)` is one more unknown mark to it: the tests run in the
order in which they are written, and one that needs another fails, or passes for another reason.

See https://pypi.org/project/pytest-order/0.8.1 and https://github.com/pytest-dev/pytest-order.

## Instead

`@pytest.mark.order(2)`, or `@pytest.mark.order(before="test_read")`.

Nothing is said where the project has hooks of its own that may look at the marks, or both marks stand at a test.

## Fix safety

The mark and its argument are renamed. The order changes then, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.markers import Markers
from doctor.model.plugins import Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Mark, Sources
from doctor.rules.cures import may_edit
from doctor.rules.markers._ordering import NEW, OLD, passed_over
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, plugins: Plugins, distributions: Distributions, markers: Markers) -> Iterator[Problem]:
    marks = passed_over(sources, plugins, distributions)
    if marks:
        yield problem(marks, markers)


def problem(marks: list[Mark], markers: Markers) -> Problem:
    stops = markers.strict and OLD not in markers.registered
    said = f"'{OLD}' not found in `markers` configuration option ({markers.strict_text})"
    return Problem(
        place=marks[0].place,
        message=f"the mark '{OLD}' belongs to pytest-ordering, and {NEW}, which is installed, knows 'order' alone",
        label="not looked at",
        related=uses([mark.place for mark in marks[1:]], "nor here"),
        consequence=f"pytest stops: {said}" if stops else "the tests run in the order in which they are written",
        help="write @pytest.mark.order(…)",
        fix=fix(marks),
        severity=Severity.ERROR if stops else None,
    )


def fix(marks: list[Mark]) -> Fix | None:
    places = list(dict.fromkeys(mark.expr.place for mark in marks))
    if not all(map(may_edit, places)):
        return None
    numbered = dict.fromkeys(mark.expr.place for mark in marks if mark.expr.keyword("order"))
    changes = [RenameWord(place, OLD, "order") for place in places]
    return Fix("write pytest.mark.order", (*changes, *(RenameWord(place, "order", "index") for place in numbered)))
