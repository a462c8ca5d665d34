"""What a patch replaces, and with what."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Function, SourceFile
from doctor.rules.classes import Found, World

MOCK = ("unittest.mock.", "mock.", "mocker.", "mock.mock.")
SYNC = tuple(f"{module}{name}" for module in MOCK for name in ("Mock", "MagicMock", "NonCallableMock"))
ASYNC = tuple(f"{module}AsyncMock" for module in MOCK)
AUTO = tuple(f"{module}create_autospec" for module in MOCK)
PATCHES = tuple(f"{module}patch" for module in MOCK)


class Patched(Record):
    """One replacement: the dotted name of what is replaced, as the file sees it, and by what (None: by a mock that
    `patch` makes itself). `configured` are the keywords that configure that mock."""

    target: str
    new: Expr | None
    place: Place
    within: str
    new_callable: Expr | None = None
    configured: tuple[str, ...] = ()
    is_text: bool = False  # written as a string, so that it needs no import


def patched(file: SourceFile) -> Iterator[Patched]:
    """What the file replaces by `patch`, `mocker.patch`, `monkeypatch.setattr`, or by setting an attribute."""
    for call in file.calls:
        found = of_call(call.expr, call.within)
        if found:
            yield found
    for write in file.writes:
        if write.value and write.value.kind == "call" and write.target.kind == "name":
            yield Patched(write.name, write.value, write.place, write.within)


def of_call(expr: Expr, within: str) -> Patched | None:
    name, first = str(expr.value), expr.argument(0, "target")
    known = ("target", "attribute", "new", "new_callable", "spec", "spec_set", "autospec", "create", "unsafe", "**")
    configured = tuple(key for key, _ in expr.keywords if key not in known)
    if name in PATCHES and first and first.text:
        new = expr.argument(1, "new")
        return Patched(first.text, new, expr.place, within, expr.keyword("new_callable"), configured, True)
    if name.removesuffix(".object") in PATCHES or name == "monkeypatch.setattr":
        if name == "monkeypatch.setattr" and first and first.text and len(expr.parts) == 2:
            return Patched(first.text, expr.parts[1], expr.place, within, is_text=True)
        if target := target_of(expr):
            new = expr.argument(2, "value" if name == "monkeypatch.setattr" else "new")
            return Patched(target, new, expr.place, within, expr.keyword("new_callable"), configured)
    return None


def target_of(expr: Expr) -> str:
    """What a call of `patch`, `patch.object` or the like replaces, as far as it is written there."""
    first, second = expr.argument(0, "target"), expr.argument(1, "attribute") or expr.keyword("name")
    if first is None or first.text is not None:
        return first.text or "" if first else ""
    return f"{first.value!s}.{second.text}" if first.kind == "name" and second and second.text else ""


def may_be_of_project(target: str, file: SourceFile) -> bool:
    """Does the first name come from an import, or is it a class of the file? Others are variables and parameters."""
    head = target.partition(".")[0]
    return any(head == each.module.partition(".")[0] for each in file.imports) or file.class_(head) is not None


def definition(target: str, file: SourceFile, world: World) -> tuple[SourceFile, Function] | None:
    """The function or method of the project that a dotted name stands for."""
    module, _, name = target.rpartition(".")
    home = world.file_of(module, file.path) if module else file
    function = home.function(name) if home else None
    if home and function and home.value(name) is None:
        return home, function
    passed = next((each for each in home.imports if each.alias == name and each.name), None) if home else None
    if home and passed and passed.dotted != target:
        return definition(passed.dotted, home, world)
    klass = world.find(module, file) if module else None
    for each in world.lineage(klass) if klass else ():
        if isinstance(each, Found) and (method := each.file.function(f"{each.klass.qualname}.{name}")):
            return each.file, method
    return None


def is_mock(value: Expr | None) -> bool:
    """Is a mock made here?"""
    return value is not None and value.kind == "call" and value.value in (*SYNC, *ASYNC, *AUTO)
