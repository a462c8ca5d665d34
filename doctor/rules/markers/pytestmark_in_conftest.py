"""A conftest.py sets `pytestmark`, which marks no test.

## Why

`pytestmark` marks the tests of the module that it stands in. A conftest.py has none, and hands nothing down to the
files beside it: tests that are meant to be marked `asyncio`, `django_db` or `slow` by it are not.

See https://docs.pytest.org/en/stable/reference/reference.html#globalvar-pytestmark.

## Instead

`pytestmark` in each test file; or mark the tests in `pytest_collection_modifyitems`, for
`item.add_marker(pytest.mark.slow)` works there; for async tests `asyncio_mode = auto`.

## Fix safety

The line moves into each test file below the conftest.py, where these are few and have none of their own. The tests that
get the mark behave differently, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, RemoveLines
from doctor.model.rewrites import AddBelowImports
from doctor.model.sources import Mark, SourceFile, Sources
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import listing, plural
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled

MOST = 20  # test files that are changed


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources) -> Iterator[Problem]:
    shared = {each.name for file in sources for each in file.imports if each.module.endswith("conftest")}
    for file in sources.conftests:
        marks = [mark for mark in file.marks if mark.target == "module"]
        if marks and "pytestmark" not in shared and not file.tests:
            names = listing(dict.fromkeys(mark.name for mark in marks))
            is_needless = all_have(marks, folder_of(file.path), sources)
            yield Problem(
                place=marks[0].place,
                message=f"pytestmark in a conftest.py marks nothing: no test gets {names} from it",
                label="marks no test",
                consequence="the tests in this folder have it by themselves"
                if is_needless
                else "pytest says nothing; tests in this folder run without the mark",
                help="set pytestmark in each test file, or call item.add_marker(…) in pytest_collection_modifyitems"
                + ("; for async tests set asyncio_mode = auto" if "asyncio" in names else ""),
                fix=None if is_needless else moved(file, marks, sources),
                severity=Severity.NOTE if is_needless else None,
            )


def all_have(marks: list[Mark], folder: str, sources: Sources) -> bool:
    """Do all tests below have the marks already?"""
    tests = [test for file in sources if is_within(file.path, folder) for test in file.tests]
    wanted = {mark.name for mark in marks}
    return bool(tests) and all(wanted <= {mark.name for mark in test.marks} for test in tests)


def moved(conftest: SourceFile, marks: list[Mark], sources: Sources) -> Fix | None:
    """The marks in each test file; None where one has marks already, or where a mark has arguments."""
    value, folder = conftest.value("pytestmark"), folder_of(conftest.path)
    files = [file for file in sources if file.role == "test" and file.tests and is_within(file.path, folder)]
    lists = any(file.value("pytestmark") for file in files)
    if value is None or lists or not 0 < len(files) <= MOST or any(mark.expr.kind == "call" for mark in marks):
        return None
    changes: list[Change] = [RemoveLines(value.place)]
    for file in files:
        mark, imports = spelled(file, "pytest.mark")
        names = [f"{mark}.{each.name}" for each in marks]
        text = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
        changes += [AddBelowImports(file.path, f"pytestmark = {text}"), *imports]
    return Fix(f"move pytestmark into {plural(len(files), 'test file')}", tuple(changes))
