"""The hook of a lower conftest.py marks tests of other folders, too.

## Why

A conftest.py gives its fixtures to its own folder alone, and most of its hooks are called for the tests of that folder
alone. pytest_collection_modifyitems is called once for the whole run, and is handed all tests, also in a conftest.py
further down. `for item in items: item.add_marker(pytest.mark.integration)` marks every test of the run: with
`-m "not integration"` nothing is left, and a `skip` that is meant for one folder skips all of them
(https://github.com/pytest-dev/pytest/issues/7212).

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#conftest-py-local-per-directory-plugins.

## Instead

```python
def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.integration)
```

`pytest_itemcollected(item)` is called for the tests of the folder alone.

Nothing is said where the hook looks at an item, or at what the call names.

## Fix safety

The condition is written above the call, not unasked: tests of other folders lose the mark, so others are run or left
out.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import GuardStatement
from doctor.model.sources import SourceFile, Sources, Test
from doctor.model.wide_hooks import WideHook
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import plural
from doctor.rules.plugins._loaded import is_apart
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled

DOES = {"skip": "skips", "xfail": "expects the failure of"}
ALSO = {"skip": "are skipped", "xfail": "may fail unnoticed"}


@rule(severity=Severity.WARNING, since="0.1")
def check(wide_hooks: tuple[WideHook, ...], sources: Sources, tree: Tree) -> Iterator[Problem]:
    for hook in wide_hooks:
        folder = folder_of(hook.file)
        inside = any(file.tests and is_within(file.path, folder) for file in sources.collected)
        if inside and not is_apart(hook.file, tree):
            others = [each for each in sources.tests if is_other(each, hook, folder, tree)]
            if others:
                yield problem(hook, folder, others, sources)


def is_other(found: tuple[SourceFile, Test], hook: WideHook, folder: str, tree: Tree) -> bool:
    """Is the test another folder's, of the same project, and without the mark?"""
    file, test = found
    is_marked = any(mark.name == hook.mark for mark in test.marks)
    return not is_within(file.path, folder) and not is_marked and not is_apart(file.path, tree)


def problem(hook: WideHook, folder: str, others: list[tuple[SourceFile, Test]], sources: Sources) -> Problem:
    first, more = others[0][1], len(others) - 1
    does = "leaves out" if hook.how == "emptied" else DOES.get(hook.mark, "marks")
    with_mark = f" with '{hook.mark}'" if does == "marks" and hook.mark else ""
    also = "are left out" if hook.how == "emptied" else ALSO.get(hook.mark, "bear the mark")
    also = also if more else also.replace("are ", "is ", 1).replace("bear ", "bears ")
    behind = f" and {plural(more, 'more test')}" if more else ""
    return Problem(
        place=hook.place,
        message=f"pytest_collection_modifyitems of {hook.file} {does} every test of the run{with_mark}, not only those "
        f"in {folder}",
        label="for all tests",
        related=(Related(first.place, "lies elsewhere"),),
        consequence=f"'{first.name}'{behind} outside {folder} {also}, too",
        help="leave out only items with `Path(__file__).parent in item.path.parents`"
        if hook.how == "emptied"
        else "ask for `Path(__file__).parent in item.path.parents` first",
        fix=guarded(hook, sources),
    )


def guarded(hook: WideHook, sources: Sources) -> Fix | None:
    file = sources.get(hook.file)
    if not hook.item or file is None:
        return None
    path, imports = spelled(file, "pathlib.Path")
    condition = f"{path}(__file__).parent in {hook.item}.path.parents"
    return Fix(f"write 'if {condition}:' above it", (*imports, GuardStatement(hook.place, condition)))
