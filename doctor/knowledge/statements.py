"""Statements: one function for each kind of node, `execute` goes through a body."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from doctor.knowledge.evaluation import evaluate, iterate
from doctor.knowledge.scopes import Lazy, Scope
from doctor.knowledge.syntax import bound, nodes_in
from doctor.knowledge.values import (
    UNKNOWN,
    Class,
    External,
    FixtureValue,
    Function,
    Instance,
    Value,
    is_known,
    is_text,
)

if TYPE_CHECKING:
    from doctor.knowledge.interpret import Interpreter


def execute(run: Interpreter, body: Iterable[ast.stmt], scope: Scope) -> None:
    """Goes through statements in order; both branches of a test that cannot be told are taken."""
    for statement in body:
        if not run.step():
            return
        read = _KINDS.get(type(statement))
        try:
            if read:
                read(run, statement, scope)
        except RecursionError:  # an expression of a thousand parts
            continue


def _function(run: Interpreter, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
    value: Value = Function(node, scope)
    for decorator in reversed(node.decorator_list):
        value = run.decorate(evaluate(run, decorator, scope), value, decorator, scope)
    scope.bind(node.name, value)


def _class(run: Interpreter, node: ast.ClassDef, scope: Scope) -> None:
    bases = [evaluate(run, base, scope) for base in node.bases]
    body = Scope(scope.module, scope)
    execute(run, node.body, body)
    scope.bind(node.name, Class(node, scope, bases, body.names))


def _import(run: Interpreter, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
    for each in bound(node, scope.module.package):
        if each.name == "*":
            run.import_star(each.module, scope)
        elif each.name:
            scope.bind(each.alias, Lazy(each.module, each.name))
        else:
            scope.bind(each.alias, Lazy(each.module if each.node.asname else each.alias))


def _assign(run: Interpreter, node: ast.Assign, scope: Scope) -> None:
    value = evaluate(run, node.value, scope)
    for target in node.targets:
        assign(run, target, value, scope)


def _annotated(run: Interpreter, node: ast.AnnAssign, scope: Scope) -> None:
    if node.value:
        assign(run, node.target, evaluate(run, node.value, scope), scope)


def _augmented(run: Interpreter, node: ast.AugAssign, scope: Scope) -> None:
    old, new = evaluate(run, node.target, scope), evaluate(run, node.value, scope)
    if isinstance(old, list) and isinstance(new, (list, tuple)):
        old += new
    else:
        combined = ast.BinOp(ast.Name("a"), node.op, ast.Name("b"))
        inner = Scope(scope.module)
        inner.names = {"a": old, "b": new}
        assign(run, node.target, evaluate(run, combined, inner), scope)


def _expression(run: Interpreter, node: ast.Expr, scope: Scope) -> None:
    evaluate(run, node.value, scope)


def _return(run: Interpreter, node: ast.Return, scope: Scope) -> None:
    scope.returned.append(evaluate(run, node.value, scope) if node.value else None)


def _if(run: Interpreter, node: ast.If, scope: Scope) -> None:
    test = evaluate(run, node.test, scope)
    if is_known(test) and _is_settled(node.test, scope):
        execute(run, node.body if test else node.orelse, scope)
        return
    if not _is_type_checking(node.test):
        with scope.perhaps():
            execute(run, node.body, scope)
    with scope.fallback():
        execute(run, node.orelse, scope)


def _is_settled(test: ast.expr, scope: Scope) -> bool:
    """Does the test ask only for constants and local names? A module's own may have been changed by others."""
    names = [node.id for node in nodes_in(test) if isinstance(node, ast.Name)]
    return all(scope.is_local(name) for name in names)


def _is_type_checking(test: ast.expr) -> bool:
    return (getattr(test, "id", "") or getattr(test, "attr", "")) == "TYPE_CHECKING"


def _for(run: Interpreter, node: ast.For | ast.AsyncFor, scope: Scope) -> None:
    for item in iterate(evaluate(run, node.iter, scope)):
        assign(run, node.target, item, scope)
        execute(run, node.body, scope)
    execute(run, node.orelse, scope)


def _while(run: Interpreter, node: ast.While, scope: Scope) -> None:
    execute(run, node.body, scope)


def _try(run: Interpreter, node: ast.Try, scope: Scope) -> None:
    execute(run, node.body, scope)
    execute(run, node.orelse, scope)
    for handler in node.handlers:
        with scope.fallback():
            execute(run, handler.body, scope)
    execute(run, node.finalbody, scope)


def _with(run: Interpreter, node: ast.With | ast.AsyncWith, scope: Scope) -> None:
    for item in node.items:
        value = evaluate(run, item.context_expr, scope)
        if item.optional_vars:
            assign(run, item.optional_vars, value, scope)
    execute(run, node.body, scope)


def _match(run: Interpreter, node: ast.Match, scope: Scope) -> None:
    evaluate(run, node.subject, scope)
    for case in node.cases:
        with scope.fallback():
            execute(run, case.body, scope)


def _delete(run: Interpreter, node: ast.Delete, scope: Scope) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            scope.names.pop(target.id, None)


def assign(run: Interpreter, target: ast.expr, value: Value, scope: Scope) -> None:
    """Binds a target of any form."""
    if isinstance(target, ast.Name):
        scope.bind(target.id, value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(run, target.elts, value, scope)
    elif isinstance(target, ast.Starred):
        assign(run, target.value, value, scope)
    elif isinstance(target, ast.Attribute):
        owner = evaluate(run, target.value, scope)
        if isinstance(owner, (Instance, Class)):
            owner.members[target.attr] = value
    elif isinstance(target, ast.Subscript):
        _assign_item(run, evaluate(run, target.value, scope), evaluate(run, target.slice, scope), value)


def _unpack(run: Interpreter, targets: list[ast.expr], value: Value, scope: Scope) -> None:
    items = list(value) if isinstance(value, (tuple, list)) else []
    starred = next((index for index, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
    if starred is not None and len(items) >= len(targets) - 1:
        rest = len(items) - len(targets) + 1
        items[starred : starred + rest] = [items[starred : starred + rest]]
    known = len(items) == len(targets)
    for index, target in enumerate(targets):
        assign(run, target, items[index] if known else UNKNOWN, scope)


def _assign_item(run: Interpreter, owner: Value, key: Value, value: Value) -> None:
    if isinstance(owner, dict) and isinstance(key, (str, int)):
        owner[key] = value
    elif isinstance(owner, Scope):  # globals()["name"] = …
        name = key if is_text(key) else value.keywords.get("name") if isinstance(value, FixtureValue) else None
        if isinstance(name, str):
            owner.bind(name, value)
        elif isinstance(value, FixtureValue):
            run.found.computed.add("fixtures")
    elif isinstance(owner, External) and isinstance(value, FixtureValue):
        run.found.computed.add("fixtures")


_KINDS: dict[type, Callable[[Interpreter, Any, Scope], None]] = {
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.Import: _import,
    ast.ImportFrom: _import,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Expr: _expression,
    ast.Return: _return,
    ast.If: _if,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.While: _while,
    ast.Try: _try,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Match: _match,
    ast.Delete: _delete,
}
if hasattr(ast, "TryStar"):
    _KINDS[ast.TryStar] = _try
