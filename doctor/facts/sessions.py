"""The calls of pytest in a noxfile."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from doctor.facts.command_lines import Written, written
from doctor.facts.contents import read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.calls import Lost

FAILED = (1, 2)  # tests failed; they could not be collected


def runs(text: str) -> Iterator[Written]:
    """The calls `session.run("pytest", …)` of a noxfile."""
    tree, reader = read_python(text.encode(errors="replace"), "noxfile.py")
    top = literals(tree.body, tree)
    for stmt in tree.body:
        known = top
        if isinstance(stmt, ast.FunctionDef):
            given = {each.arg for each in nodes_in(stmt) if isinstance(each, ast.arg)}
            known = {name: value for name, value in top.items() if name not in given} | literals(stmt.body, stmt)
        nodes = list(nodes_in(stmt))
        stated = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("run"):
                lost = taken_for_success(node, reader) if id(node) in stated else None
                yield from written(node.lineno, [word for arg in node.args for word in words_of(arg, known)], lost)


def literals(body: list[ast.stmt], scope: ast.AST) -> dict[str, ast.expr]:
    """The names that are assigned once, by a statement of this body, and that nothing can change later."""
    names = [each for each in nodes_in(scope) if isinstance(each, ast.Name)]
    stored = [each.id for each in names if not isinstance(each.ctx, ast.Load)]
    asked = {
        each.value.id
        for each in nodes_in(scope)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name)
    }
    found = {}
    for stmt in body:
        targets = (
            stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target] if isinstance(stmt, ast.AnnAssign) else []
        )
        value = stmt.value if isinstance(stmt, (ast.Assign, ast.AnnAssign)) else None
        if len(targets) == 1 and isinstance(targets[0], ast.Name) and value is not None:
            name = targets[0].id
            if stored.count(name) == 1 and name not in asked:
                found[name] = value
    return found


def words_of(arg: ast.expr, known: Mapping[str, ast.expr]) -> list[str]:
    """The words that an argument comes to: also those of `*COV`, where that is a list of texts."""
    if not isinstance(arg, ast.Starred):
        value = known.get(arg.id, arg) if isinstance(arg, ast.Name) else arg
        return [word_of(value)]
    value = known.get(arg.value.id, arg.value) if isinstance(arg.value, ast.Name) else arg.value
    if isinstance(value, ast.BoolOp) and len(value.values) == 2 and is_typed(value.values[0]):
        value = value.values[1]  # what stands for words that nobody types
    if isinstance(value, (ast.List, ast.Tuple)):
        return [word for each in value.elts for word in words_of(each, {})]
    return ["{posargs}"] if is_typed(value) else ["$X"]


def is_typed(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "posargs"


def word_of(arg: ast.expr) -> str:
    """The text of an argument, a sign that it is unknown."""
    return arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else "$X"


def taken_for_success(call: ast.Call, reader: Reader) -> Lost | None:
    """`success_codes=[0, 1]` of nox, which holds a code that pytest gives when tests have failed."""
    given = {each.arg: each for each in call.keywords}
    codes = given.get("success_codes")
    if codes is None or "silent" in given or not isinstance(codes.value, (ast.List, ast.Tuple, ast.Set)):
        return None
    if not any(isinstance(each, ast.Constant) and each.value in FAILED for each in codes.value.elts):
        return None
    return Lost("codes", ast.unparse(codes), reader.place(codes))
