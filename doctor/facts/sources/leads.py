"""Where a file's names come from: the modules that may have to be read, too."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.facts.sources.interest import FOREIGN
from doctor.facts.sources.mocked import mocked
from doctor.model.sources import Expr, SourceFile

Lead = tuple[str, str, bool]


def loads(file: SourceFile) -> list[str]:
    """The modules that the literal parts of `pytest_plugins` name."""
    value = file.value("pytest_plugins")
    parts = (value, *value.parts) if value else ()
    return [name.strip() for part in parts if part.text for name in part.text.split(",")]


def special(file: SourceFile) -> list[str]:
    """The functions that must not be called like others: fixtures, async ones, and those that write to os.environ."""
    names = {each.function for each in file.fixtures} | {each.name for each in file.functions if each.is_async}
    names |= {
        each.within
        for each in file.touches
        if each.state == "os.environ" and each.how != "guard" and each.within.islower() and "test" not in each.within
    }
    return sorted(name.rpartition(".")[2] for name in names)


def leads(file: SourceFile) -> list[Lead]:
    """(module, name, strong) of each import. It is strong when the name is used where marks, fixtures, base classes
    or parameters of tests stand, or may be, or is itself collected (a star import, `from orders import TestOrder`), or
    is called by an async function that does not await it. What mocks stand for may have to be read as well."""
    found: dict[Lead, None] = {}
    imports = [each for each in file.imports if each.module.partition(".")[0] not in FOREIGN]
    used = {head for text in {*_used(file)} for head in _heads(text)} if imports else set()
    for each in imports:
        if each.guarded == "type-checking":
            continue
        is_test = each.name == "*" or each.alias.startswith(("Test", "test"))  # what pytest would collect from here
        found[each.module, each.name, is_test or each.dotted in used] = None
    targets = list(mocked(file))
    if targets and any(function.is_async for function in file.functions):  # who awaits what the mocks stand for?
        found = {(module, name, True): None for module, name, _ in found}
    for target in targets:
        owner, _, name = target.rpartition(".")
        module, _, outer = owner.rpartition(".")
        found.update({lead: None for lead in ((owner, name, True), (module, outer, True)) if lead[0]})
    return list(found)


def _used(file: SourceFile) -> Iterator[str]:
    for call in file.calls:
        if call.name.endswith(("create_all", "drop_all")):
            yield from _names(call.expr)  # the engine's database
    asked = {each.of for each in file.flows.unawaited}
    yield from asked
    yield from (each.hint for each in file.flows.unawaited if each.hint)
    if any(of.startswith("<") for of in asked):  # fixtures, of this file perhaps
        yield from (each.makes for each in file.functions if f"<{each.name}>" in asked)
    for cached in file.flows.caches:
        if cached.how == "call":
            yield cached.name
    yield from (touch.item for touch in file.touches if touch.state == "context variable")
    for mark in file.imported_marks:
        yield mark.name
    given = [mark.expr for mark in file.marks if mark.name == "parametrize"]
    given += [value for each in file.fixtures if each.expr and (value := each.expr.keyword("params"))]
    names = {name for expr in given for name in _names(expr)}
    yield from names
    asyncs = {function.qualname for function in file.functions if function.is_async}
    for call in file.calls:
        if call.is_statement and not call.awaited and call.within in asyncs:
            yield call.name  # is it async, and should be awaited?
    for klass in file.classes:
        for base in klass.bases:
            yield from _names(base)
    for name, value in file.assigned:
        if name == "pytest_plugins" or value.kind == "name" or name in names:
            yield from _names(value)


def _heads(text: str) -> Iterator[str]:
    """A dotted name, and what it stands in: a.b.c, a.b, a."""
    while text:
        yield text
        text = text.rpartition(".")[0]


def _names(expr: Expr) -> Iterator[str]:
    stack = [expr]
    while stack:
        part = stack.pop()
        if isinstance(part.value, str) and part.kind != "constant":
            yield part.value
        stack += part.parts
        stack += [value for _, value in part.keywords]
