"""The fact `wrappers`: plain functions that decorators put in the place of what they decorate. A file is read when a
rule asks for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, child_nodes, functions_in, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.wrappers import Wrapper

WRAPS = ("functools.wraps", "wraps", "functools.update_wrapper", "update_wrapper")
TOLD = ("__name__", "__qualname__", "__doc__", "__module__")  # of a function, for a text


def wrappers(invocation: Invocation) -> ReadWrappers:
    return ReadWrappers(invocation)


class ReadWrappers:
    """`Wrappers` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._read = reading(invocation)
        self._known: dict[str, tuple[Reader, dict[str, list[Function]]]] = {}

    def of(self, path: str, decorator: str, is_called: bool) -> Wrapper | None:
        reader, functions = self._file(path)
        made = functions.get(decorator, [])
        maker = made[0] if len(made) == 1 else None
        if maker is not None and is_called:
            maker = returned(maker)
        inner = returned(maker) if maker else None
        return wrapper(maker, inner, reader) if maker and inner else None

    def _file(self, path: str) -> tuple[Reader, dict[str, list[Function]]]:
        if path not in self._known:
            tree, reader = read_python(self._read(path), path)
            functions: dict[str, list[Function]] = {}
            for name, node in functions_in(tree.body):
                functions.setdefault(name, []).append(node)
            self._known[path] = reader, functions
        return self._known[path]


def returned(maker: Function) -> ast.FunctionDef | None:
    """The one plain function within that is all it returns."""
    within = [each for each in nodes_in(ast.Module(maker.body, [])) if isinstance(each, (*FUNCTIONS, ast.ClassDef))]
    direct = [each for each in maker.body if isinstance(each, ast.FunctionDef)]
    own = list(of_itself(maker))
    if len(direct) != 1 or isinstance(maker, ast.AsyncFunctionDef) or maker.decorator_list:
        return None
    inside = {id(each) for each in nodes_in(direct[0])}
    if any(id(each) not in inside for each in within):
        return None  # it makes several, and may choose
    values = [each.value for each in own if isinstance(each, ast.Return)]
    is_it = all(isinstance(each, ast.Name) and each.id == direct[0].name for each in values)
    return direct[0] if values and is_it else None


def of_itself(function: Function) -> Iterator[ast.AST]:
    """The nodes of its own body, without those of functions within."""
    stack: list[ast.AST] = list(reversed(function.body))
    while stack:
        each = stack.pop()
        yield each
        if not isinstance(each, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            stack += reversed(child_nodes(each))


def wrapper(maker: Function, inner: ast.FunctionDef, reader: Reader) -> Wrapper | None:
    """The inner function, where all that is done with what the maker is given is to call it in there."""
    params = [*maker.args.posonlyargs, *maker.args.args]
    own = list(of_itself(inner))
    is_generator = any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in own)
    if len(params) != 1 or is_generator or not all(is_wraps(each, reader) for each in inner.decorator_list):
        return None
    name = params[0].arg
    parents = {id(child): each for each in nodes_in(maker) for child in child_nodes(each)}
    calls = [each for each in own if isinstance(each, ast.Call) and getattr(each.func, "id", "") == name]
    mentions = [each for each in nodes_in(maker) if isinstance(each, ast.Name) and each.id == name]
    called = {id(each.func) for each in calls}
    if not calls or not all(id(each) in called or is_told(each, parents, reader) for each in mentions):
        return None
    own_mentions = [each for each in nodes_in(maker) if isinstance(each, ast.Name) and each.id == inner.name]
    if not all(isinstance(parents[id(each)], ast.Return) or is_told(each, parents, reader) for each in own_mentions):
        return None  # it may be marked as a coroutine function
    ends = {end_of(each, parents, own) for each in calls}
    if "" in ends:
        return None
    start = reader.place(inner)
    start = start.replace(end_line=start.line, end_column=start.column)
    places = tuple(map(reader.place, calls))
    return Wrapper(inner.name, reader.name_place(inner), start, places, "returned" in ends)


def is_wraps(node: ast.expr, reader: Reader) -> bool:
    return isinstance(node, ast.Call) and reader.dotted(node.func) in WRAPS


def is_told(node: ast.Name, parents: dict[int, ast.AST], reader: Reader) -> bool:
    """Is it given to functools.wraps, or is it about its name alone?"""
    above = parents.get(id(node))
    if isinstance(above, ast.Attribute):
        return above.attr in TOLD
    return isinstance(above, ast.Call) and above.func is not node and is_wraps(above, reader)


def end_of(call: ast.Call, parents: dict[int, ast.AST], own: list[ast.AST]) -> str:
    """Whether what it gives is "returned" or "dropped", "" where something is done with it."""
    above = parents.get(id(call))
    if isinstance(above, ast.Return):
        return "returned"
    if isinstance(above, ast.Expr):
        return "dropped"
    if not isinstance(above, ast.Assign) or not isinstance(above.targets[0], ast.Name) or above.targets[1:]:
        return ""
    name = above.targets[0].id
    read = [each for each in own if isinstance(each, ast.Name) and each.id == name and isinstance(each.ctx, ast.Load)]
    if not all(isinstance(parents.get(id(each)), ast.Return) for each in read):
        return ""
    return "returned" if read else "dropped"
