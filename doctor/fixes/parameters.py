"""Changes of what a function takes, and of how it runs, worked out on its tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from doctor.fixes.code import Code, Function
from doctor.fixes.text import Span, UnresolvableError
from doctor.model import rewrites

WHILE_IT_RUNS = ("create_task", "create_future", "call_soon", "call_later", "run_in_executor", "time")


def add_parameter(change: rewrites.AddParameter, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    plain = [*node.args.posonlyargs, *node.args.args]
    required = plain[: len(plain) - len(node.args.defaults)]
    if required and not change.first:
        end = code.reach(required[-1])[1]
        yield Span(end, end, f", {change.text}")
        return
    at = code.opening(node)
    some = plain or node.args.vararg or node.args.kwonlyargs or node.args.kwarg
    yield Span(at, at, f"{change.text}, " if some else change.text)


def remove_parameter(change: rewrites.RemoveParameter, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    if any(isinstance(each, ast.Name) and each.id == change.name for each in body_of(node)):
        raise UnresolvableError(f"'{node.name}' uses '{change.name}'")
    yield _without_parameter(node, change.name, code)


def _without_parameter(node: Function, name: str, code: Code) -> Span:
    plain, every = node.args.args, parameters(node)
    at = next((index for index, each in enumerate(plain) if each.arg == name), -1)
    if at < 0 or node.args.posonlyargs:
        raise UnresolvableError(f"'{name}' is not a plain parameter of '{node.name}'")
    last: list[ast.expr | ast.arg] = [*plain[: len(plain) - len(node.args.defaults)], *node.args.defaults]
    start, end = code.reach(plain[at])[0], code.reach(last[at])[1]
    if at + 1 < len(plain):
        end = code.reach(plain[at + 1])[0]
    elif at:
        start = code.reach(last[at - 1])[1]
    elif len(every) > 1:
        raise UnresolvableError(f"'{name}' is followed by parameters of other kinds")
    else:
        end += len(code.text[end:]) - len(code.text[end:].lstrip().removeprefix(",").lstrip())
    return Span(start, end, "")


def remove_default(change: rewrites.RemoveDefault, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    plain = [*node.args.posonlyargs, *node.args.args]
    pairs = [*zip(plain[len(plain) - len(node.args.defaults) :], node.args.defaults, strict=True)]
    pairs += [
        (arg, default) for arg, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if default
    ]
    for arg, default in pairs:
        if arg.arg == change.name:
            yield Span(code.reach(arg)[1], code.reach(default)[1], "")
            return
    raise UnresolvableError(f"'{change.name}' of '{node.name}' has no default")


def rename_parameter(change: rewrites.RenameParameter, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    own = next((each for each in parameters(node) if each.arg == change.name), None)
    names = {each.id for each in body_of(node) if isinstance(each, ast.Name)} | {each.arg for each in parameters(node)}
    if own is None or change.to in names:
        raise UnresolvableError(f"'{node.name}' has no parameter '{change.name}', or uses '{change.to}'")
    start = code.reach(own)[0]
    yield Span(start, start + len(change.name), change.to)
    for start in sorted(_uses(node.body, change.name, code)):
        yield Span(start, start + len(change.name), change.to)
    if change.attributes:
        yield from _attributes(node, change, code)


def _attributes(node: Function, change: rewrites.RenameParameter, code: Code) -> Iterator[Span]:
    """What is asked of the parameter, under its new names."""
    known = dict(change.attributes)
    for each in body_of(node):
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == change.name:
            if each.attr not in known:
                raise UnresolvableError(f"'{node.name}' uses '{change.name}.{each.attr}'")
            end = code.reach(each)[1]
            if known[each.attr] != each.attr:
                yield Span(end - len(each.attr), end, known[each.attr])


def change_hook(change: rewrites.ChangeHook, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    own = parameters(node)
    if len(own) != 1 or any(getattr(each, "name", "") == change.name for each in code.tree.body):
        raise UnresolvableError(f"'{node.name}' takes more than one argument, or there is a '{change.name}' already")
    known, found = dict(change.uses), set()
    for each in body_of(node):
        if isinstance(each, ast.Attribute) and (text := ast.unparse(each)) in known:
            yield Span(*code.reach(each), known[text])
            found |= {id(inner) for inner in ast.walk(each)}
    if any(isinstance(each, ast.Name) and each.id == own[0].arg and id(each) not in found for each in body_of(node)):
        raise UnresolvableError(f"'{node.name}' does more with '{own[0].arg}'")
    start = code.opening(node)
    yield Span(start - 1 - len(node.name), start - 1, change.name)
    yield Span(*code.reach(own[0]), change.parameters)


def parameters(node: Function) -> list[ast.arg]:
    found = node.args
    others = [each for each in (found.vararg, found.kwarg) if each]
    return [*found.posonlyargs, *found.args, *found.kwonlyargs, *others]


def body_of(node: Function) -> Iterator[ast.AST]:
    for statement in node.body:
        yield from ast.walk(statement)


def _uses(nodes: list[Any], name: str, code: Code) -> Iterator[int]:
    """Where the name is used, but in functions that have a parameter of their own by that name."""
    for node in nodes:
        if isinstance(node, ast.Name) and node.id == name:
            yield code.reach(node)[0]
        hides = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and any(
            each.arg == name for each in ast.walk(node.args) if isinstance(each, ast.arg)
        )
        if not hides:
            yield from _uses(list(ast.iter_child_nodes(node)), name, code)


def make_async(change: rewrites.MakeAsync, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    if isinstance(node, ast.FunctionDef):
        start = code.reach(node)[0]
        yield Span(start, start, "async ")
    yield _without_parameter(node, change.loop, code)
    driven = list(_driven(node.body, change.loop))
    others = _others(node, change.loop, {id(call.func) for call in driven})
    has_asyncio = any(
        isinstance(each, ast.Import) and any(alias.name == "asyncio" and not alias.asname for alias in each.names)
        for each in code.tree.body
    )
    if others is None or (others and not has_asyncio):
        raise UnresolvableError(f"'{node.name}' does more with '{change.loop}' than run_until_complete")
    for other in others:
        yield Span(*code.reach(other), "asyncio.get_running_loop()")
    whole = {id(getattr(each, "value", None)) for each in body_of(node) if isinstance(each, ast.stmt)}
    for call in driven:
        first, last = code.reach(call.args[0])
        bare = id(call) in whole and call.lineno == call.end_lineno
        yield Span(code.reach(call)[0], first, "await " if bare else "(await ")
        if bare:
            yield Span(last, code.reach(call)[1], "")


def _others(node: Function, loop: str, driven: set[int]) -> list[ast.Name] | None:
    """Where the loop is asked for something that it does while it runs; None where it is used in another way."""
    found, known = [], set()
    for each in body_of(node):
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == loop:
            known.add(id(each.value))
            if id(each) not in driven and each.attr not in WHILE_IT_RUNS:
                return None
            if id(each) not in driven:
                found.append(each.value)
    used = {id(each) for each in body_of(node) if isinstance(each, ast.Name) and each.id == loop}
    return found if used <= known else None


def _driven(nodes: list[Any], loop: str) -> Iterator[ast.Call]:
    """The calls of `loop.run_until_complete` with one argument, outside of inner functions."""
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            continue
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr == "run_until_complete" and len(node.args) == 1:
            is_loop = isinstance(called.value, ast.Name) and called.value.id == loop
            yield from [node] if is_loop and not node.keywords else []
        yield from _driven(list(ast.iter_child_nodes(node)), loop)
