"""A conftest.py sets `pytestmark`, which marks no test.

## Why

`pytestmark` marks the tests of the module that it stands in. A conftest.py has none, and hands nothing down to the
files beside it: tests that are meant to be marked `asyncio`, `django_db` or `slow` by it are not.

## Instead

`pytestmark` in each test file; or mark the tests in `pytest_collection_modifyitems`, for
`item.add_marker(pytest.mark.slow)` works there; for async tests `asyncio_mode = auto`.

## Fix safety

No fix is offered: the tests that get the mark behave differently.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import Sources
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources) -> Iterator[Problem]:
    shared = {each.name for file in sources for each in file.imports if each.module.endswith("conftest")}
    for file in sources.conftests:
        marks = [mark for mark in file.marks if mark.target == "module"]
        if marks and "pytestmark" not in shared and not file.tests:
            names = listing(dict.fromkeys(mark.name for mark in marks))
            yield Problem(
                place=marks[0].place,
                message=f"pytestmark in a conftest.py marks nothing: no test gets {names} from it",
                label="marks no test",
                consequence="pytest says nothing; tests in this folder run without the mark",
                help="set pytestmark in each test file, or call item.add_marker(…) in pytest_collection_modifyitems"
                + ("; for async tests set asyncio_mode = auto" if "asyncio" in names else ""),
            )
