"""A mock takes the name of a class for its spec, and gets the attributes of text.

## Why

`spec` is the class, or an object, whose attributes the mock may have. Text is an object, too: with
`MagicMock(spec="shop.Client")` the mock has `upper` and `split`, and no `fetch`. The test ends with "Mock object has no
attribute 'fetch'" (https://docs.python.org/3/library/unittest.mock.html#unittest.mock.Mock).

Only text that looks like the name of a class is spoken of.

## Instead

The class itself: `MagicMock(spec=Client)`.

## Fix safety

Where the file imports the class, its module or something else of it, the class is written in place of the text when
asked for. Otherwise there is no fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.mocks._decorators import called
from doctor.rules.registry import rule
from doctor.rules.spelling import imported_beside, spelled

HOMES = ("unittest.mock", "mock", "mock.mock", "mocker")
CALLED = frozenset(
    f"{home}.{name}"
    for home in HOMES
    for name in ("Mock", "MagicMock", "AsyncMock", "NonCallableMock", "NonCallableMagicMock", "patch", "patch.object")
)
MAKERS = frozenset(f"{home}.create_autospec" for home in HOMES)
CLASS = re.compile(r"(?:[A-Za-z_]\w*\.)*[A-Z]\w*[a-z]\w*")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, modules: Modules) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for call in called(file):
            text = spec(call)
            if text and text.text and CLASS.fullmatch(text.text):
                fix = imported(text, file, modules)
                yield problem(text, str(call.value).rpartition(".")[2]).replace(fix=fix)


def spec(call: Expr) -> Expr | None:
    if call.value in MAKERS:
        return call.argument(0, "spec")
    names = ("spec", "spec_set", "autospec")
    return next((value for key, value in call.keywords if key in names), None) if call.value in CALLED else None


def imported(text: Expr, file: SourceFile, modules: Modules) -> Fix | None:
    """The class itself, as the file writes it."""
    module, _, name = str(text.text).rpartition(".")
    known = next((each for each in file.imports if not each.guarded and each.alias == text.text), None)
    written, new = spelled(file, known.dotted if known else str(text.text))
    beside = next((each for each in file.imports if module and each.name and each.module == module), None)
    found = modules.find(module, file.path) if new and beside and not beside.guarded else None
    if new and (found is None or name not in (modules.names(found) or ())):
        return None
    changes = (imported_beside(beside, [name]), Replace(text.place, name)) if new and beside else None
    return Fix("write the class", changes or (Replace(text.place, written),))


def problem(text: Expr, maker: str) -> Problem:
    name = str(text.text).rpartition(".")[2]
    return Problem(
        place=text.place,
        message=f"{maker} is given the text '{text.text}' for its spec, and takes the class",
        label="text, which has other attributes",
        consequence="AttributeError: Mock object has no attribute … for all that text does not have",
        help=f"import {name}, and write `spec={name}`",
    )
