"""The calls of pytest in a noxfile."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.command_lines import Written, written
from doctor.facts.contents import read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.calls import Lost

FAILED = (1, 2)  # tests failed; they could not be collected


def runs(text: str) -> Iterator[Written]:
    """The calls `session.run("pytest", …)` of a noxfile."""
    tree, reader = read_python(text.encode(errors="replace"), "noxfile.py")
    stated = {id(node.value) for node in nodes_in(tree) if isinstance(node, ast.Expr)}
    for node in nodes_in(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("run"):
            lost = taken_for_success(node, reader) if id(node) in stated else None
            yield from written(node.lineno, [word_of(arg) for arg in node.args], lost)


def word_of(arg: ast.expr) -> str:
    """The text of an argument; a sign that someone may type words there (`*session.posargs`), or that it is unknown."""
    if isinstance(arg, ast.Starred) and isinstance(arg.value, ast.Attribute) and arg.value.attr == "posargs":
        return "{posargs}"
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
