"""The fact `wide_hooks`: conftests below the project's folder that mark, or leave out, every item of a run.

What a hook says of all items is looked for, and nothing is told where it may look at one of them: a condition that
names an item, the list, a path or an argument of the call.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.collection_marks import assigned, is_marking, name_given
from doctor.facts.contents import content, read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.invocation import Invocation
from doctor.model.sources import Sources
from doctor.model.wide_hooks import WideHook

HOOK = "pytest_collection_modifyitems"
LOOSE = re.compile(r"path|dir\b|_dir|file|\.args|node|keyword|markexpr|location|\bitems?\b|\bsession\b", re.IGNORECASE)
COPIES = ("list", "tuple", "iter", "sorted", "reversed")
ASKING = re.compile(r"(?:^|\.)(?:getoption|getini|getenv|environ\.get|which|find_spec|is_available|bool|int|len)$")
ENDS = (ast.Return, ast.Continue, ast.Break, ast.Raise)


def wide_hooks(invocation: Invocation, sources: Sources) -> tuple[WideHook, ...]:
    lower = (file for file in sources.conftests if "/" in file.path)
    files = [file.path for file in lower if any(function.name == HOOK for function in file.functions)]
    return tuple(found for path in files for found in read(content(Path(invocation.project, path)), path))


def read(data: bytes, file: str) -> Iterator[WideHook]:
    tree, reader = read_python(data, file)
    values = dict(assigned(tree))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == HOOK and "items" in {each.arg for each in node.args.args}:
            yield from Hook(node, values, reader).found()


class Hook:
    """One hook's function."""

    def __init__(self, node: ast.FunctionDef, values: dict[str, ast.expr | None], reader: Reader) -> None:
        self._node, self._values, self._reader = node, values, reader

    def found(self) -> Iterator[WideHook]:
        if not self._is_rebound():
            yield from self._of(self._node.body)

    def _is_rebound(self) -> bool:
        """Is the name `items` given to another list, or is there a function within?"""
        for each in nodes_in(self._node):
            if isinstance(each, ast.Name) and each.id == "items" and isinstance(each.ctx, ast.Store):
                return True
            if each is not self._node and isinstance(each, (ast.FunctionDef, ast.Lambda)):
                return True
        return False

    def _of(self, body: list[ast.stmt]) -> Iterator[WideHook]:
        """What holds for all items, up to a condition on which the hook may end."""
        for stmt in body:
            if isinstance(stmt, ast.If):
                if not self._is_apart(stmt.test):
                    if any(isinstance(each, ENDS) for each in nodes_in(stmt)):
                        return
                    continue
                yield from self._of(stmt.body)
                yield from self._of(stmt.orelse)
            elif isinstance(stmt, (ast.For, ast.Expr, ast.Assign, ast.Delete)):
                yield from self._of_plain(stmt)
            elif isinstance(stmt, (ast.While, ast.Try, ast.With, ast.Match)):
                return

    def _is_apart(self, condition: ast.expr) -> bool:
        """Does it ask nothing of the items, nor of what the call names?"""
        named = [node for node in nodes_in(condition) if isinstance(node, ast.Name)]
        asked = [condition, *(value for node in named if (value := self._values.get(node.id)) is not None)]
        calls = [node.func for each in asked for node in nodes_in(each) if isinstance(node, ast.Call)]
        if not all(ASKING.search(self._reader.chain(call)) for call in calls):
            return False
        return not any(LOOSE.search(ast.unparse(each)) for each in asked)

    def _of_plain(self, stmt: ast.stmt) -> Iterator[WideHook]:
        if isinstance(stmt, ast.For):
            yield from self._of_loop(stmt)
        elif isinstance(stmt, ast.Expr) and isinstance(stmt.value, (ast.ListComp, ast.SetComp)):
            only = stmt.value.generators
            if len(only) == 1 and not only[0].ifs and is_all(only[0].iter) and isinstance(only[0].target, ast.Name):
                yield from self._marking(stmt.value.elt, only[0].target.id, "")
        elif is_emptying(stmt):
            yield WideHook("emptied", self._reader.place(stmt), self._reader.file)

    def _of_loop(self, loop: ast.For) -> Iterator[WideHook]:
        if not is_all(loop.iter) or not isinstance(loop.target, ast.Name) or loop.orelse:
            return
        item = loop.target.id
        if not all(isinstance(stmt, (ast.Expr, ast.Assign)) for stmt in loop.body):
            return
        calls = [stmt.value for stmt in loop.body if isinstance(stmt, ast.Expr)]
        uses = [node for node in nodes_in(loop) if isinstance(node, ast.Name) and node.id == item]
        found = [each for call in calls for each in self._marking(call, item, item)]
        if len(found) == len(uses) - 1:  # one is the loop's own
            yield from found

    def _marking(self, node: ast.expr, item: str, named: str) -> Iterator[WideHook]:
        """`item.add_marker(…)` of this item, if that names it no further."""
        if not isinstance(node, ast.Call) or not is_marking(node) or not isinstance(node.func, ast.Attribute):
            return
        owner = node.func.value
        again = [each for part in (*node.args, *node.keywords) for each in nodes_in(part)]
        if isinstance(owner, ast.Name) and owner.id == item and not any(is_name(each, item) for each in again):
            mark = name_given(node, self._values, self._reader)
            yield WideHook("marked", self._reader.place(node), self._reader.file, mark, named)


def is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def is_all(node: ast.expr) -> bool:
    """Is it `items`, `list(items)`, `items[:]` or `items.copy()`?"""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in COPIES and node.args:
        return is_all(node.args[0])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "copy" and is_all(node.func.value)
    if isinstance(node, ast.Subscript):
        return is_whole(node) and is_all(node.value)
    return is_name(node, "items")


def is_whole(node: ast.expr) -> bool:
    """Is it `….[:]`?"""
    part = node.slice if isinstance(node, ast.Subscript) else None
    return isinstance(part, ast.Slice) and not (part.lower or part.upper or part.step)


def is_emptying(stmt: ast.stmt) -> bool:
    """`items.clear()`, `items[:] = []`, `del items[:]`"""
    if isinstance(stmt, ast.Expr):
        call = stmt.value
        is_clear = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "clear"
        return is_clear and is_name(call.func.value, "items")  # type: ignore[attr-defined]
    targets = stmt.targets if isinstance(stmt, (ast.Assign, ast.Delete)) else []
    is_items = len(targets) == 1 and is_whole(targets[0]) and is_all(targets[0])
    empty = not isinstance(stmt, ast.Assign) or (isinstance(stmt.value, ast.List) and not stmt.value.elts)
    return is_items and empty
