"""Calls that an assertion takes for true without awaiting them: `assert accounts.is_active("ann")`."""

from __future__ import annotations

import ast
import re

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Unawaited

WORD = rb"(?m:^)[ \t]+assert (?!not |await |isinstance\(|hasattr\(|callable\(|all\(|any\(|issubclass\()[\w.]+\("
LINES = re.compile(WORD + rb".*\)[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def unawaited_of(grove: Grove) -> tuple[Unawaited, ...]:
    """All of them whose function, or whose object's class, is imported."""
    found = []
    for stmt in grove.all(ast.Assert):
        call = stmt.test
        scope = grove.scopes[stmt]
        if not isinstance(call, ast.Call) or scope.node is None:
            continue
        method = ""
        of = scope.reader.dotted(call.func) if _is_imported(call.func, scope) else ""
        if not of and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            of, method = _origin(call.func.value.id, scope), call.func.attr
        if of:
            is_async = isinstance(scope.node, ast.AsyncFunctionDef)
            hint = _annotation(of[1:-1], scope) if of.startswith("<") else ""
            found.append(Unawaited(of, method, scope.reader.place(call), scope.within, is_async, hint))
    return tuple(sorted(found, key=lambda each: each.place))


def _is_imported(node: ast.expr, scope: Scope) -> bool:
    return isinstance(node, ast.Name) and scope.kind_of(node.id) == "import"


def _origin(name: str, scope: Scope) -> str:
    """The imported class or function by whose call the function makes what the name holds; "<name>" for a parameter;
    "" if it is not sure."""
    if scope.node is not None and scope.kind_of(name) == "param":
        names = (node for node in nodes_in(scope.node) if isinstance(node, ast.Name) and node.id == name)
        return f"<{name}>" if all(isinstance(node.ctx, ast.Load) for node in names) else ""
    if scope.node is None or scope.kind_of(name) != "local":
        return ""
    made = []
    for node in nodes_in(scope.node):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            made.append(node)
        elif isinstance(node, FUNCTIONS) and node is not scope.node and node.name == name:
            return ""
    assigned = [
        stmt.value
        for stmt in scope.node.body
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and stmt.targets[0] in made
    ]
    if len(made) != 1 or not assigned or not isinstance(assigned[0], ast.Call):
        return ""
    func = assigned[0].func
    return scope.reader.dotted(func) if _is_imported(func, scope) else ""


def _annotation(name: str, scope: Scope) -> str:
    params = scope.node.args.args if scope.node else []
    return next((scope.reader.dotted(each.annotation) for each in params if each.arg == name and each.annotation), "")


def made_by_fixture(node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.expr | None:
    """The one expression, other than a name, whose value a fixture returns or yields, also by way of a variable."""
    values = [each.value for each in nodes_in(node) if isinstance(each, (ast.Return, ast.Yield)) and each.value]
    value = values[0] if len(values) == 1 else None
    if isinstance(value, ast.Name):
        stmts = [each for each in nodes_in(node) if isinstance(each, ast.Assign)]
        given = [each.value for each in stmts if [ast.unparse(target) for target in each.targets] == [value.id]]
        value = given[0] if len(given) == 1 else None
    return value
