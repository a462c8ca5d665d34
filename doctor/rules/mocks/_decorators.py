"""What the decorators of `unittest.mock` hand to the function that they stand on."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.sources import Class, Function, SourceFile
from doctor.rules.mocks._targets import PATCHES

DEFAULT = ("unittest.mock.DEFAULT", "mock.DEFAULT", "mock.mock.DEFAULT")
OWN = tuple(name for name in PATCHES if not name.startswith("mocker."))


def called(file: SourceFile) -> Iterator[Expr]:
    """All calls of the file, those of decorators among them, each once."""
    items: tuple[Function | Class, ...] = (*file.functions, *file.classes)
    decorators = (each for item in items for each in item.decorators if each.kind == "call")
    yield from {each.place: each for each in (*(call.expr for call in file.calls), *decorators)}.values()


def is_patch(decorator: Expr) -> bool:
    """Is it `@patch(…)`, `@patch.object(…)` and the like?"""
    return decorator.kind == "call" and str(decorator.value).startswith(OWN)


def fills(decorator: Expr) -> int | None:
    """How many parameters it fills by position; None where that cannot be told."""
    name = str(decorator.value)
    if not is_patch(decorator) or name.endswith(".dict"):
        return 0
    if decorator.keyword("**") or any(part.kind == "starred" for part in decorator.parts):
        return None
    if name.endswith(".multiple"):  # by keyword
        return None if any(str(value.value) in DEFAULT for _, value in decorator.keywords) else 0
    if name not in (*OWN, *(f"{each}.object" for each in OWN)):
        return None
    new = decorator.argument(2 if name.endswith(".object") else 1, "new")
    return int(new is None or str(new.value) in DEFAULT)
