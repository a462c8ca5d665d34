"""Functions that return no function, whatever happens: nothing, a number, a text and the like."""

from __future__ import annotations

import ast

from doctor.knowledge.syntax import Function, nodes_in
from doctor.model.results import VALUED

VALUES = ("None", "bool", "int", "float", "complex", "str", "bytes", "list", "dict", "set", "tuple")
NO_FUNCTIONS = (
    *(ast.Constant, ast.JoinedStr, ast.Compare, ast.BinOp, ast.UnaryOp, ast.List, ast.Tuple, ast.Dict, ast.Set),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


def is_valued(function: Function) -> bool:
    if getattr(function.returns, "id", "") in VALUES:
        return True
    returned = [node.value for node in nodes_in(function) if isinstance(node, ast.Return)]
    return all(value is None or isinstance(value, NO_FUNCTIONS) or _is_call(value) for value in returned)


def _is_call(value: ast.expr) -> bool:
    """`sorted(…)`; of `sum(…)` it is known as far as it adds numbers."""
    name = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
    return name in VALUED and (name != "sum" or (isinstance(value, ast.Call) and len(value.args) == 1))
