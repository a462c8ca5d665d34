"""The fact `param_uses`: what functions do with their parameters. A file is read when a rule asks for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, child_nodes, functions_in, nodes_in, parse
from doctor.model.invocation import Invocation
from doctor.model.param_uses import ParamUse, Valueless

Known = tuple[Reader, dict[str, Function]]
MOST = 4  # files whose trees are kept


def param_uses(invocation: Invocation) -> ReadUses:
    return ReadUses(invocation)


class ReadUses:
    """`ParamUses` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._project = invocation.project
        self._known: dict[str, Known | None] = {}

    def of(self, path: str, function: str, name: str) -> tuple[ParamUse, ...]:
        known = self._file(path)
        node = known[1].get(function) if known else None
        if known is None or node is None:
            return ()
        mentions = [each for each in nodes_in(node) if isinstance(each, ast.Name) and each.id == name]
        if not _is_own_param(name, node) or any(not isinstance(each.ctx, ast.Load) for each in mentions):
            return ()
        parents = {child: each for each in nodes_in(node) for child in child_nodes(each)}
        return tuple(_use(each, parents.get(each), known[0]) for each in sorted(mentions, key=lambda each: each.lineno))

    def valueless(self, path: str, function: str) -> Valueless | None:
        known = self._file(path)
        node = known[1].get(function) if known else None
        return _valueless(node, known[0]) if known and node else None

    def _file(self, path: str) -> Known | None:
        if path not in self._known:
            if len(self._known) == MOST:
                del self._known[next(iter(self._known))]  # the one that was read first
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: str) -> Known | None:
        data = content(Path(self._project, path))
        tree = parse(data, path)
        if not isinstance(tree, ast.Module):
            return None
        return Reader(path, data, tree), dict(functions_in(tree.body))


def _is_own_param(name: str, node: Function) -> bool:
    """Is it a parameter of this function, and of none within?"""
    own = [each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return name in own and sum(isinstance(each, ast.arg) and each.arg == name for each in nodes_in(node)) == 1


def _use(node: ast.Name, parent: ast.AST | None, reader: Reader) -> ParamUse:
    place = reader.place(node)
    if isinstance(parent, ast.Attribute):
        return ParamUse("attribute", place, parent.attr)
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return ParamUse("item", place)
    if isinstance(parent, ast.Call) and parent.func is node:
        return ParamUse("called", place)
    return ParamUse("entered" if isinstance(parent, ast.withitem) else "other", place)


def _own(node: Function) -> Iterator[ast.AST]:
    """The nodes of the function itself, without those of functions within."""
    stack: list[ast.AST] = list(node.body)
    while stack:
        each = stack.pop()
        yield each
        if not isinstance(each, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            stack += child_nodes(each)


def _valueless(node: Function, reader: Reader) -> Valueless | None:
    own = list(_own(node))
    yields = [each for each in own if isinstance(each, (ast.Yield, ast.YieldFrom))]
    values = [each for each in own if isinstance(each, ast.Return) and each.value is not None]
    if values or any(isinstance(each, ast.YieldFrom) or each.value is not None for each in yields):
        return None
    if any(isinstance(each, ast.Raise) for each in own) or len(yields) > 1:
        return None
    if yields:
        given = [each.id for each in own if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
        names = [name for name in dict.fromkeys(given) if name == node.name] or list(dict.fromkeys(given))
        place = reader.place(yields[0])
        return Valueless("yield", place, names[0]) if len(names) == 1 else Valueless("", place)
    last = node.body[-1]
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        return Valueless("return", reader.place(last))
    if isinstance(last, ast.Assign) and len(last.targets) == 1 and isinstance(last.targets[0], ast.Name):
        return Valueless("name", reader.place(last), last.targets[0].id)
    return None if isinstance(last, (ast.Pass, ast.Expr)) else Valueless("", reader.place(last))
