"""Blocks that wait for an exception, and in which several calls are to raise it: the first one ends the block."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, held_once, only_value
from doctor.knowledge.syntax import nodes_in, root
from doctor.model.slips import Slip

LINES = re.compile(rb"([ \t]+)with [^\n]*aises\w*\([^\n]*\n\1[ \t]+(?:[\w.]+ = )?(?:await )?[\w.]+[ \t(][^\n]*\n")
WAITING = ("pytest.raises", "self.assertRaises", "self.assertRaisesRegex")
# What may raise only since the same was done before.
ADDING = re.compile(
    r"(?i)^_*(?:re)?(?:add|append|push|put|insert|send|create|connect|acquire|lock|enter|start|open|set|write|emit|next"
    r"|register|install|load|take|pop|remove|delete|consume|reserve|book|claim|use|call|run|advance|feed|hit|spend|check_?out)"
)
TWICE = re.compile(
    r"(?i)twice|second|dupl|already|again|limit|exceed|max|full|conflict|reent|nest|unique|exist|same|repeat|collision"
    r"|exhaust|overflow|multiple|state|order|once|after|too_many"
)
PLAIN = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.Name, ast.Attribute, ast.UnaryOp, ast.keyword)


def firsts_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """ "second call" is a call behind another one of the same function, "loop within" a loop over several values."""
    modules = {each.asname or each.name for stmt in tree.body if isinstance(stmt, ast.Import) for each in stmt.names}
    every: list[ast.With | ast.AsyncWith] = [*grove.all(ast.With), *grove.all(ast.AsyncWith)]
    for block in every:
        scope = grove.scopes[block]
        if scope.node is None or len(block.items) != 1 or TWICE.search(scope.node.name):
            continue
        around = block.items[0].context_expr
        if not _waits(around, scope):
            continue
        loop = block.body[0] if len(block.body) == 1 else None
        others = (scope.reader.place(around),)
        if isinstance(loop, ast.For) and (call := _tried(loop, scope, tree)) and _is_plain(call, scope, tree, modules):
            yield Slip("loop within", scope.reader.place(loop), scope.within, ast.unparse(call.func), others=others)
        first = _repeated(block.body)
        if first and _is_plain(first, scope, tree, modules):
            place = scope.reader.place(block.body[1])
            yield Slip("second call", place, scope.within, ast.unparse(first.func), others=others)


def _repeated(body: list[ast.stmt]) -> ast.Call | None:
    """The first call, where all statements call the same with something else."""
    calls = [call for stmt in body if (call := _called(stmt))]
    if len(body) < 2 or len(calls) < len(body) or len(set(map(ast.dump, calls))) < len(calls):
        return None
    kept = {each.id for stmt in body for each in getattr(stmt, "targets", ()) if isinstance(each, ast.Name)}
    read = {each.id for call in calls for each in nodes_in(call) if isinstance(each, ast.Name)}
    is_built = bool(kept & read) or len(kept) > 1  # the second one is made of the first
    return calls[0] if not is_built and all(_is_alike(each, calls[0]) for each in calls[1:]) else None


def _waits(node: ast.expr, scope: Scope) -> bool:
    return isinstance(node, ast.Call) and len(node.args) in (1, 2) and scope.reader.chain(node.func) in WAITING


def _called(stmt: ast.stmt) -> ast.Call | None:
    """The call that a statement is, whose value is kept by a name or not at all."""
    is_kept = isinstance(stmt, ast.Assign) and [type(each) for each in stmt.targets] == [ast.Name]
    value = stmt.value if isinstance(stmt, ast.Expr) or (isinstance(stmt, ast.Assign) and is_kept) else None
    value = value.value if isinstance(value, ast.Await) else value
    return value if isinstance(value, ast.Call) else None


def _is_alike(call: ast.Call, first: ast.Call) -> bool:
    """Is the same called with something else, as plain?"""
    same = ast.dump(call.func) == ast.dump(first.func)
    return same and all(_is_literal(node) for each in (call, first) for node in [*each.args, *each.keywords])


def _is_literal(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):  # list()
        return getattr(node.func, "id", "") in ("list", "dict", "set", "tuple", "object") and not node.args
    return isinstance(node, PLAIN) and all(_is_literal(each) for each in ast.iter_child_nodes(node) if _counts(each))


def _counts(node: ast.AST) -> bool:
    return not isinstance(node, (ast.expr_context, ast.unaryop))


def _is_plain(call: ast.Call, scope: Scope, tree: ast.Module, modules: set[str]) -> bool:
    """Is it a function or class of the module, or an imported one, that seems to add nothing to anything?"""
    func = call.func
    name, first = ast.unparse(func).rpartition(".")[2], root(func)
    kind = scope.kind_of(first) if first else ""
    if kind == "module":
        defined = [
            each.name for each in tree.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        ]
        if first not in defined:
            return False
    elif kind != "import":
        return False
    is_class = name[:1].isupper()
    is_known = isinstance(func, ast.Name) or is_class or first in modules or first[:1].isupper()
    return is_known and (is_class or not ADDING.match(name))


def _tried(loop: ast.For, scope: Scope, tree: ast.Module) -> ast.Call | None:
    """The one call that it makes with each of several values."""
    call = _called(loop.body[0]) if len(loop.body) == 1 and not loop.orelse else None
    if call is None or not _are_several(loop.iter, scope, tree):
        return None
    names = {node.id for node in nodes_in(loop.target) if isinstance(node, ast.Name)}
    given = {node.id for each in [*call.args, *call.keywords] for node in nodes_in(each) if isinstance(node, ast.Name)}
    return call if names & given else None


def _are_several(node: ast.expr, scope: Scope, tree: ast.Module) -> bool:
    if isinstance(node, ast.Name):
        kind = scope.kind_of(node.id)
        held = held_once(tree).get(node.id) if kind == "module" else _given(node.id, scope) if kind == "local" else None
        return held is not None and not isinstance(held, ast.Name) and _are_several(held, scope, tree)
    return isinstance(node, (ast.List, ast.Tuple, ast.Set)) and len(node.elts) > 1


def _given(name: str, scope: Scope) -> ast.expr | None:
    """What the function gives the name, and only the loop reads."""
    assert scope.node is not None
    mentions = [each for each in nodes_in(scope.node) if isinstance(each, ast.Name) and each.id == name]
    return only_value(name, scope) if len(mentions) == 2 else None
