"""Variables of the environment without which a file cannot be imported."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove
from doctor.model.flows import Need

PLAIN = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Call, ast.keyword, ast.Attribute, ast.JoinedStr, ast.FormattedValue)


def needs_of(grove: Grove) -> tuple[Need, ...]:
    """Those that the top level reads by `os.environ["NAME"]`, outside of any condition, loop or `try`."""
    found = []
    for node in grove.all(ast.Subscript):
        scope = grove.scopes[node]
        if scope.node is not None or not isinstance(node.ctx, ast.Load) or not isinstance(node.slice, ast.Constant):
            continue
        is_always = all(
            isinstance(each, (*PLAIN, ast.Dict, ast.List, ast.Tuple, ast.BinOp)) for each in grove.above(node)
        )
        if scope.reader.dotted(node.value) == "os.environ" and isinstance(node.slice.value, str) and is_always:
            found.append(Need(node.slice.value, scope.reader.place(node)))
    return tuple(sorted(found, key=lambda each: each.place))
