"""An async function is replaced by something that cannot be awaited.

## Why

The code under test awaits what it calls. A `Mock` or `MagicMock` hands back something that cannot be awaited:
`TypeError: object MagicMock can't be used in 'await' expression`. So does a `lambda` that gives a plain value. Where
that is swallowed, or the call is never awaited, the test checks something that cannot happen.

## Instead

Leave the mock to `patch`: since Python 3.8 it makes an `AsyncMock` of an async function by itself, and takes
`return_value` and `side_effect` directly. Or write `AsyncMock(return_value=…)`
(https://docs.python.org/3/library/unittest.mock.html#unittest.mock.AsyncMock).

```python
with patch.object(Client, "fetch", return_value=7): ...
monkeypatch.setattr(Client, "fetch", AsyncMock(return_value=7))
```

Nothing is said where the mock's result comes from somewhere (`side_effect`, a future, `wraps`), nor where what would
await it (`asyncio.run`, `create_task`) is replaced as well, nor where neither the test nor a module that it imports
awaits a call of that name: the result may be handed on as it is.

## Fix safety

`AsyncMock` in place of the other lets the code under test go on, so the test may do more than before: it is not done
unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.fixes import AddImport, Change, Fix, Replace
from doctor.model.rewrites import SetCalled
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.classes import World
from doctor.rules.mocks._targets import SYNC, Patched, definition, may_be_of_project, patched
from doctor.rules.registry import rule
from doctor.rules.spelling import imported_beside

RUNNERS = frozenset(
    {"run", "run_until_complete", "create_task", "ensure_future", "run_coroutine_threadsafe", "gather", "wait_for"}
)
PLAIN = ("staticmethod", "classmethod", "typing.override", "typing_extensions.override", "abc.abstractmethod")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    world = World(sources, modules)
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    every = tuple(patched(file))
    idle = {each.within for each in every if each.target.rpartition(".")[2] in RUNNERS}  # nothing would await there
    for each in every:
        if each.within not in idle and cannot_be_awaited(each):
            found = definition(each.target, file, world) if may_be_looked_up(each, file) else None
            if found and is_async(found[1]) and is_awaited(found[1].name, (file, found[0], *called_by(file, world))):
                yield told(each, *found).replace(fix=awaitable(each, file))


def may_be_looked_up(each: Patched, file: SourceFile) -> bool:
    return each.is_text or may_be_of_project(each.target, file)


def cannot_be_awaited(each: Patched) -> bool:
    """Is it a plain Mock or MagicMock, or a lambda, that hands back something plain?"""
    if each.new_callable:
        return each.new_callable.value in SYNC and set(each.configured) <= {"return_value", "name"}
    new = each.new
    if new and given(new):
        return True
    if new is None or new.kind != "call" or new.value not in SYNC or new.parts:
        return False
    result = new.keyword("return_value")
    return {name for name, _ in new.keywords} <= {"return_value", "name"} and (result is None or is_plain(result))


def given(new: Expr) -> Expr | None:
    """What a lambda gives, if that is plain."""
    return new.parts[0] if new.kind == "other" and len(new.parts) == 1 and is_plain(new.parts[0]) else None


def is_plain(expr: Expr) -> bool:
    """Can it be told that the value is nothing to await?"""
    return expr.kind in ("constant", "list", "tuple", "dict", "set", "fstring") or expr.value in SYNC


def is_async(function: Function) -> bool:
    """Is it an async function, no generator, and no decorator makes something else of it?"""
    plain = all(str(each.value) in PLAIN for each in function.decorators)
    return function.is_async and not function.yields and plain


def called_by(file: SourceFile, world: World) -> Iterator[SourceFile]:
    """The project's files that a file imports."""
    for each in file.imports:
        for module in (each.module, each.dotted):
            if home := world.file_of(module, file.path):
                yield home


def is_awaited(name: str, files: Iterable[SourceFile]) -> bool:
    """Does one of the files await a call of this name? Another may be handed on as it is, as to a context manager."""
    return any(name in file.flows.awaited for file in files)


def awaitable(each: Patched, file: SourceFile) -> Fix | None:
    """`AsyncMock` in place of the other one, named as that is."""
    mock = each.new_callable or each.new
    if each.new and not each.new_callable and (value := given(each.new)):
        return of_lambda(each.new, value, file)
    imports: tuple[Change, ...]
    owner, _, name = str(mock.value).rpartition(".") if mock else ("", "", "")
    if mock is None or not owner.endswith("mock"):
        return None
    beside = next((one for one in file.imports if one.dotted == mock.value and not one.guarded), None)
    module = next((one for one in file.imports if one.dotted == owner and not one.guarded and one.alias), None)
    if beside:
        has_it = any(one.alias == "AsyncMock" for one in file.imports)
        text, imports = "AsyncMock", () if has_it else (imported_beside(beside, ("AsyncMock",)),)
    elif module and (module.name or "." not in module.module):
        text, imports = f"{module.alias}.AsyncMock", ()
    else:
        return None
    change = Replace(mock.place, text) if each.new_callable else SetCalled(mock.place, text)
    return Fix(f"write {text} in place of {name}", (change, *imports))


def of_lambda(new: Expr, value: Expr, file: SourceFile) -> Fix | None:
    """An `AsyncMock` that gives the same value, where that needs nothing of the lambda's arguments."""
    ends = [(place.end_line, place.end_column) for place in (new.place, value.place)]
    if ends[0] != ends[1] or not is_constant(value):
        return None
    there = next((one for one in file.imports if one.dotted == "unittest.mock.AsyncMock" and not one.guarded), None)
    text = there.alias if there else "AsyncMock"
    imports = () if there else (AddImport(file.path, f"from unittest.mock import {text}"),)
    start = new.place.replace(end_line=value.place.line, end_column=value.place.column)
    end = new.place.replace(line=new.place.end_line, column=new.place.end_column)
    changes: tuple[Change, ...] = (Replace(start, f"{text}(return_value="), Replace(end, ")"), *imports)
    return Fix(f"write {text}(return_value=…) in place of the lambda", changes)


def is_constant(expr: Expr) -> bool:
    inner = (*expr.parts, *expr.values)
    return expr.kind in ("constant", "list", "tuple", "dict", "set") and all(map(is_constant, inner))


def told(each: Patched, home: SourceFile, function: Function) -> Problem:
    mock = each.new_callable or each.new
    name = str(mock.value).rpartition(".")[2] if mock else "Mock"
    if each.new and not each.new_callable and given(each.new):
        return of_value(each, function)
    return Problem(
        place=(each.new_callable or each.new or Expr("other", each.place)).place,
        message=f"'{each.target}' is an async function, and is replaced by a {name}, which cannot be awaited",
        label="cannot be awaited",
        related=(Related(function.place, "async here"),),
        consequence=f"TypeError: object {name} can't be used in 'await' expression, where the code awaits it",
        help=f"leave out the {name}: `patch` makes an AsyncMock of an async function; or write AsyncMock(…)",
        confidence=Confidence.MEDIUM,
    )


def of_value(each: Patched, function: Function) -> Problem:
    return Problem(
        place=(each.new or Expr("other", each.place)).place,
        message=f"'{each.target}' is an async function, and is replaced by a lambda, whose value cannot be awaited",
        label="gives a plain value",
        related=(Related(function.place, "async here"),),
        consequence="TypeError: object can't be used in 'await' expression, where the code awaits it",
        help="write `AsyncMock(return_value=…)`, or an `async def` in its place",
        confidence=Confidence.MEDIUM,
    )
