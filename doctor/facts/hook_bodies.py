"""The fact `hook_bodies`: hooks that choose or parametrize tests, or wrap others, in a way that does not work."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.hook_bodies import HookBody
from doctor.model.invocation import Invocation
from doctor.model.sources import Function, Sources

MODIFY, GENERATE = "pytest_collection_modifyitems", "pytest_generate_tests"
OLD_METHODS = ("get_result", "force_result", "force_exception")
WITH_RESULT = ("pytest_runtest_makereport", "pytest_report_teststatus", "pytest_make_collect_report")  # cannot be None
READING = (
    *("len", "list", "tuple", "set", "sorted", "enumerate", "zip", "reversed", "filter", "map", "any", "all", "print"),
    *("sum", "iter", "isinstance", "str", "repr"),
)


def hook_bodies(invocation: Invocation, sources: Sources) -> tuple[HookBody, ...]:
    files = [file for file in sources.reaching_others if any(map(is_asked_for, file.functions))]
    return tuple(found for file in files for found in read(Path(invocation.project, file.path), file.path))


def is_asked_for(function: Function) -> bool:
    is_wrapper = function.yields and function.name.startswith("pytest_") and bool(function.decorators)
    return is_wrapper or function.name in (MODIFY, GENERATE)


def read(path: Path, file: str) -> Iterator[HookBody]:
    tree, reader = read_python(content(path), file)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == MODIFY:
            yield from of_items(node, reader)
            yield from removed(node, reader)
        elif isinstance(node, ast.FunctionDef) and node.name == GENERATE:
            yield from of_metafunc(node, reader)
        wrapping = [each for each in getattr(node, "decorator_list", ()) if is_wrapping(each)]
        if isinstance(node, ast.FunctionDef) and wrapping:
            yield from of_wrapper(node, wrapping[0], reader)


def is_wrapping(node: ast.expr) -> bool:
    """Is it `hookimpl(wrapper=True)`? What such a hook gets is the result itself, and it returns one."""
    return isinstance(node, ast.Call) and any(
        each.arg == "wrapper" and isinstance(each.value, ast.Constant) and each.value.value is True
        for each in node.keywords
    )


def of_wrapper(node: ast.FunctionDef, decorator: ast.expr, reader: Reader) -> Iterator[HookBody]:
    """A method of what `hookwrapper=True` is handed, or else a result that is needed and not returned."""
    inside = list(nodes_in(node))
    held = [each for each in inside if isinstance(each, ast.Assign) and isinstance(each.value, ast.Yield)]
    names = {target.id for each in held for target in each.targets if isinstance(target, ast.Name)}
    for each in inside:
        if isinstance(each, ast.Attribute) and each.attr in OLD_METHODS and reader.chain(each.value) in names:
            found = HookBody(each.attr, reader.chain(each.value), reader.place(each), reader.file)
            yield found.replace(hook=node.name, decorator=reader.place(decorator))
            return
    if node.name in WITH_RESULT and not any(isinstance(each, (ast.Return, ast.Raise)) for each in inside):
        is_sure = len(names) == 1 and len(held) == 1 and held[0] in node.body and not hasattr(node.body[-1], "body")
        name = names.pop() if is_sure else ""
        yield HookBody("lost", name, reader.place(node.body[-1]), reader.file, node.name)


def of_items(node: ast.FunctionDef, reader: Reader) -> Iterator[HookBody]:
    """The list that is made and thrown away, if the function does nothing else to the items."""
    if "items" not in {arg.arg for arg in node.args.args} or any(is_effect(each) for each in nodes_in(node)):
        return
    for each in nodes_in(node):
        is_list = isinstance(each, (ast.Return, ast.Assign)) and isinstance(
            each.value, (ast.ListComp, ast.List, ast.Call, ast.Name, ast.BinOp, ast.Subscript)
        )
        if isinstance(each, ast.Return) and is_list:
            yield HookBody("returned", "items", reader.place(each), reader.file)
            return
        if isinstance(each, ast.Assign) and is_list and any(is_items(target) for target in each.targets):
            yield HookBody("assigned", "items", reader.place(each), reader.file)
            return


def removed(node: ast.FunctionDef, reader: Reader) -> Iterator[HookBody]:
    """What takes an item out of the list that a loop is going over, and lets it go on."""
    if "items" not in {arg.arg for arg in node.args.args} or any(
        is_items(each) and is_set(each) for each in nodes_in(node)
    ):
        return
    for loop in nodes_in(node):
        over = loop.iter if isinstance(loop, ast.For) else None
        if isinstance(over, ast.Call) and reader.chain(over.func) == "enumerate" and len(over.args) == 1:
            over = over.args[0]
        if isinstance(loop, ast.For) and over is not None and is_items(over):
            yield from (
                HookBody("removed", "items", reader.place(each), reader.file)
                for each in going_on(loop.body)
                if takes_out(each)
            )


def is_set(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))


def going_on(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements in a loop behind which it goes on."""
    for stmt in body:
        after = body[body.index(stmt) + 1 :]
        if not any(isinstance(inner, (ast.Break, ast.Return, ast.Raise)) for each in after for inner in nodes_in(each)):
            yield stmt
            for inner in (getattr(stmt, "body", []), getattr(stmt, "orelse", [])):
                yield from going_on(inner) if not isinstance(stmt, (ast.FunctionDef, ast.ClassDef)) else ()


def takes_out(stmt: ast.stmt) -> bool:
    """`items.remove(item)`, `items.pop(at)`, `del items[at]`."""
    if isinstance(stmt, ast.Delete):
        return any(isinstance(each, ast.Subscript) and is_items(each.value) for each in stmt.targets)
    func = stmt.value.func if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr in ("remove", "pop") and is_items(func.value)


def is_effect(node: ast.AST) -> bool:
    """May it change the items, or the list of them?"""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and not isinstance(node.func.value, ast.Constant):
            return not is_reading_method(node.func)
        named = isinstance(node.func, ast.Name) and node.func.id in READING
        return not named
    if isinstance(node, (ast.Subscript, ast.Attribute)):
        return isinstance(node.ctx, (ast.Store, ast.Del))
    return isinstance(node, (ast.AugAssign, ast.Yield, ast.YieldFrom, ast.Global, ast.Nonlocal, ast.Raise))


def is_reading_method(func: ast.Attribute) -> bool:
    """`config.getoption`, `item.get_closest_marker`, `name.startswith`: they change nothing."""
    if func.attr in ("append", "extend", "add") and isinstance(func.value, ast.Name) and not is_items(func.value):
        return True  # of a list of its own
    return func.attr.startswith((*("get", "iter_markers", "startswith", "endswith", "lower"), "pytest_deselected"))


def is_items(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "items"


def of_metafunc(node: ast.FunctionDef, reader: Reader) -> Iterator[HookBody]:
    """Calls of `metafunc.parametrize` that nothing stands before."""
    if not node.args.args:
        return
    given = node.args.args[0].arg
    for each in node.body:
        if any(isinstance(inner, (ast.Return, ast.Raise, ast.Assert)) for inner in nodes_in(each)):
            return
        call = each.value if isinstance(each, ast.Expr) else None
        if isinstance(call, ast.Call) and reader.chain(call.func) == f"{given}.parametrize" and call.args:
            first = call.args[0]
            names = first.value.split(",") if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
            yield from (HookBody("always", name.strip(), reader.place(call), reader.file) for name in names[:1])
