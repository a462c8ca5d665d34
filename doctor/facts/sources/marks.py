"""Marks and fixtures, made out from the expressions of decorators and assignments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from doctor.model.places import Place
from doctor.model.sources import Class, Expr, Fixture, Function, Import, Mark

if TYPE_CHECKING:
    from doctor.facts.sources.notes import Notes  # which imports `ast`

FOREIGN = (
    "pytest.",
    "unittest.",
    "mock.",
    "functools.",
    "contextlib.",
    "typing.",
    "abc.",
    "hypothesis.",
    "dataclasses.",
)


class Names:
    """The module's own names, as far as they hold marks or fixture decorators."""

    def __init__(self, assigned: list[tuple[str, Expr]], imports: list[Import]) -> None:
        self.values: dict[str, list[Expr]] = {}
        for name, value in assigned:
            self.values.setdefault(name, []).append(value)
        self.imported = frozenset(each.dotted for each in imports if each.name != "*")

    def marks(self, expr: Expr, place: Place | None = None, depth: int = 3) -> Iterator[tuple[str, Place, Expr]]:
        """The marks that an expression stands for, in whatever way it comes to `pytest.mark`: name, place of use, and
        the expression that makes it."""
        name = mark_name(expr)
        if name:
            yield name, place or expr.place, expr
        elif expr.kind in ("list", "tuple", "set", "starred", "other"):
            for part in expr.parts:
                yield from self.marks(part, place, depth)
        elif expr.kind in ("name", "call") and depth:
            for value in self.values.get(str(expr.value), ()):
                yield from self.marks(aliased(expr, value), place or expr.place, depth - 1)

    def unknown(self, expr: Expr) -> Iterator[Expr]:
        """The imported names in the expression that may be marks of another file."""
        if expr.kind in ("list", "tuple"):
            for part in expr.parts:
                yield from self.unknown(part)
        elif expr.kind in ("name", "call"):
            text = str(expr.value)
            if not text.startswith(FOREIGN) and any(
                text == name or text.startswith(name + ".") for name in self.imported
            ):
                yield expr


def aliased(use: Expr, value: Expr) -> Expr:
    """What a use of a variable says: with `skipif = pytest.mark.skipif`, `skipif(WINDOWS)` has its own arguments."""
    return use.replace(value=value.value) if value.kind == "name" else value


def mark_name(expr: Expr) -> str:
    """The mark that `pytest.mark.NAME`, with or without arguments, makes; "" for anything else."""
    text = expr.value if expr.kind in ("name", "call", "attribute") else None
    if not isinstance(text, str) or not text.startswith("pytest.mark."):
        return ""
    return text[len("pytest.mark.") :].partition(".")[0].partition("(")[0]


def marks_of(notes: Notes, classes: list[Class], names: Names, fixtures: list[Fixture]) -> list[Mark]:
    """All marks that the file uses, in the order of their lines."""
    made = {fixture.function for fixture in fixtures}
    found: list[Mark] = []
    for target, owner, expr in _uses(notes, classes, made):
        found += [Mark(name, place, target, owner, original) for name, place, original in names.marks(expr)]
    return found


def imported_marks(notes: Notes, classes: list[Class], names: Names) -> list[Mark]:
    """Uses of imported names where marks stand; `name` is the dotted name."""
    return [
        Mark(str(each.value), each.place, target, owner, each)
        for target, owner, expr in _uses(notes, classes, set())
        for each in names.unknown(expr)
    ]


def _uses(notes: Notes, classes: list[Class], fixtures: set[str]) -> Iterator[tuple[str, str, Expr]]:
    """Where marks may stand: (target, owner, expression)."""
    for name, value in notes.assigned:
        if name == "pytestmark":
            yield "module", "", value
    for call in notes.calls:
        if not call.within and call.name in ("pytestmark.append", "pytestmark.extend"):
            for each in call.expr.parts:
                yield "module", "", each
    for klass in classes:
        for each in klass.decorators:
            yield "class", klass.qualname, each
        for name, value in klass.attributes:
            if name == "pytestmark":
                yield "class", klass.qualname, value
    for note in notes.functions:
        for each in note.decorators:
            yield "fixture" if note.qualname in fixtures else "function", note.qualname, each
    for owner, expr in notes.param_marks:
        yield "param", owner, expr


def fixtures_of(
    functions: list[Function], classes: list[Class], names: Names, assigned: list[tuple[str, Expr]]
) -> list[Fixture]:
    """The fixtures that the file defines: by decorator, by `name = pytest.fixture(function)`, under a second name. In
    `name = pytest.fixture(make(…))` the fixture is what `make` gives, of which nothing is known."""
    by_name = {function.qualname: function for function in functions}
    own = {**scopes_of(functions), **names.values}
    found = [
        made for function in functions for each in function.decorators if (made := _decorated(function, each, own))
    ]
    for name, value in assigned:
        given = value.parts[0] if value.kind == "call" and value.parts else None
        function = by_name.get(str(given.value)) if given and given.kind == "name" else None
        if function and str(value.value).removesuffix("()") in ("pytest.fixture", "pytest_asyncio.fixture"):
            found.append(_fixture(function, value, str(value.value).removesuffix("()"), name, own))
    return found + list(_second_names(found, classes))


def scopes_of(functions: list[Function]) -> dict[str, list[Expr]]:
    """The functions that work a scope out, each with what it returns; see _scope."""
    found: dict[str, list[Expr]] = {}
    for each in functions:
        if {"fixture_name", "config"} <= {param.name for param in each.params}:
            values = {value.text: value for value in each.returned}
            found.setdefault(each.qualname, []).extend(values.values() or [Expr("other", each.place)])
    return found


def _second_names(fixtures: list[Fixture], classes: list[Class]) -> Iterator[Fixture]:
    """`other = client` in the body of a class, and `client = Base.client`."""
    for klass in classes if fixtures else ():
        for name, value in klass.attributes:
            of = (str(value.value), f"{klass.qualname}.{value.value!s}") if value.kind == "name" else ()
            for each in fixtures:
                if each.function in of and not (each.expr and each.expr.keyword("name")):
                    yield each.replace(name=name, class_name=klass.qualname)


def fixture_by(function: Function, use: Expr, value: Expr) -> Fixture | None:
    """The fixture that a decorator makes which another file assigns: `fixture = pytest.fixture`."""
    return _decorated(function, aliased(use, value), {})


def _decorated(function: Function, expr: Expr, own: Mapping[str, list[Expr]]) -> Fixture | None:
    text = str(expr.value) if expr.kind in ("name", "call") else ""
    if text in own:  # session_fixture = pytest.fixture(scope="session")
        expr = aliased(expr, own[text][-1])
        text = str(expr.value) if expr.kind in ("name", "call") else ""
    module, _, last = text.removesuffix("()").rpartition(".")
    if not (last == "fixture" or last.endswith("_fixture")) or not module.lstrip("_").startswith(("pytest", "anyio")):
        return None
    decorator = "pytest.fixture" if module.startswith("_pytest") else f"{module}.{last}"
    return _fixture(function, expr, decorator, function.name, own)


def _fixture(function: Function, expr: Expr, decorator: str, name: str, own: Mapping[str, list[Expr]]) -> Fixture:
    given = expr.keyword("name")
    autouse = expr.keyword("autouse")
    params = function.params[1:] if function.class_name and _takes_self(function) else function.params
    return Fixture(
        name=name if given is None or _is_none(given) else given.text or "",
        function=function.qualname,
        place=function.place,
        decorator=decorator,
        scope=_scope(expr, own),
        autouse=autouse is not None and autouse.value is True,
        is_async=function.is_async,
        is_generator=bool(function.yields),
        params=tuple(param for param in params if param.kind in ("plain", "keyword-only") and not param.has_default),
        expr=expr,
        class_name=function.class_name,
    )


def _takes_self(function: Function) -> bool:
    return all(str(each.value) != "staticmethod" for each in function.decorators)


def _scope(expr: Expr, own: Mapping[str, list[Expr]]) -> str:
    """The scope as written, "function" where none is, "" where it is worked out at run time."""
    given = expr.keyword("scope")
    if given is None and expr.parts and expr.parts[0].kind == "constant":
        given = expr.parts[0]
    if given is None and expr.values:  # fixture(scope="session")(function)
        return _scope(expr.values[0], own)
    if given is None or _is_none(given):
        return "" if expr.keyword("**") else "function"
    values = own.get(str(given.value), ()) if given.kind == "name" else ()
    written = values[0] if len(values) == 1 else given  # SCOPE = "session"
    if written.kind == "other" and str(written.value).startswith("lambda 2") and written.parts:
        written = written.parts[-1]  # scope=lambda fixture_name, config: "session"
    return written.text or ""


def _is_none(expr: Expr) -> bool:
    return expr.kind == "constant" and expr.value is None
