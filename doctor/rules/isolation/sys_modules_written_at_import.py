"""A test module puts a stand-in into `sys.modules` while it is imported.

## Why

pytest imports all test modules before the first test runs. From the moment on that one of them has put a stand-in into
`sys.modules`, all modules that are imported later get it in place of the real one, those of other tests too: what these
then check is the stand-in. With another selection or order of files they get the real module.

## Instead

`unittest.mock.patch.dict(sys.modules, {"name": stand_in})` around the import that needs it, in a fixture
(https://docs.python.org/3/library/unittest.mock.html#patch-dict). A stand-in for the whole run, for what cannot be
installed where tests run, belongs in `conftest.py`, which is imported first.

## Fix safety

There is no fix: whether the tests of other modules have come to rely on the stand-in cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Expr, Sources
from doctor.rules.isolation._imports import at_import, by_item
from doctor.rules.registry import rule

STAND_INS = ("Mock", "MagicMock", "AsyncMock", "NonCallableMock", "NonCallableMagicMock", "ModuleType")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, modules: Modules) -> Iterator[Problem]:
    if not any(file.collected and file.touches for file in sources):
        return
    alone = sum(each.collected for each in sources) < 2
    for name, found in by_item(at_import(sources, "sys.modules")).items():
        file, touch = found[0]
        if touch.how == "default" and not modules.find(name, file.path):
            continue  # where the real module is not there, a stand-in for the whole run
        is_many = name.startswith("<")
        if is_many and not (touch.how == "set" and is_stand_in(touch.value)):
            continue
        if touch.how == "set" and touch.value and touch.value.kind in ("subscript", "name"):
            continue  # a module that is imported elsewhere, or made by the test module itself, under another name
        what = "stand-ins" if is_many else f"'{name}'"
        yield Problem(
            place=touch.place,
            message=f"{file.path} puts {what} into sys.modules while it is imported",
            label="in place of the real module",
            related=tuple(Related(each.place, "put there here, too") for _, each in found[1:]),
            consequence="all that is imported later gets it, in the tests of other modules too",
            help="put it there for the time of the import only, with `mock.patch.dict(sys.modules, …)` in a fixture",
            severity=Severity.NOTE if alone or name in ("", "?") else Severity.WARNING,
        )


def is_stand_in(value: Expr | None) -> bool:
    return value is not None and value.kind == "call" and str(value.value).rpartition(".")[2] in STAND_INS
