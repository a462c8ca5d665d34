"""What asks for the exception that a `with pytest.raises(…)` block waits for, within the block itself."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove
from doctor.model.flows import Early

WAITING = ("pytest.raises", ".assertRaises", ".assertRaisesRegex")
ASKED = frozenset({"value", "type", "tb", "traceback", "match", "errisinstance", "getrepr", "exconly", "exception"})


def early_of(grove: Grove) -> tuple[Early, ...]:
    """All of them, in the order of the lines: one for each block."""
    found = []
    blocks: list[ast.With | ast.AsyncWith] = [*grove.all(ast.With), *grove.all(ast.AsyncWith)]
    for block in blocks:
        name = _name(block, grove)
        asking = [index for index, stmt in enumerate(block.body) if index and name and _asks(stmt, name)]
        if asking:
            found.append(_early(block, asking[0], grove))
    return tuple(sorted(found, key=lambda each: each.place))


def _name(block: ast.With | ast.AsyncWith, grove: Grove) -> str:
    """The name that the last exception context of the block is given."""
    item = block.items[-1]
    call, target = item.context_expr, item.optional_vars
    if not isinstance(call, ast.Call) or not isinstance(target, ast.Name):
        return ""
    chain = grove.scopes[block].reader.chain(call.func)
    return target.id if chain.endswith(WAITING) else ""


def _asks(stmt: ast.stmt, name: str) -> bool:
    """Does a plain statement read the exception? A function or block of its own may come to it later."""
    if not isinstance(stmt, (ast.Assert, ast.Expr, ast.Assign)):
        return False
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in ASKED
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        for node in ast.walk(stmt)
        if not isinstance(node, ast.Lambda)
    )


def _early(block: ast.With | ast.AsyncWith, first: int, grove: Grove) -> Early:
    reader = grove.scopes[block].reader
    rest = tuple(reader.place(stmt) for stmt in block.body[first:])
    return Early(reader.place(block.items[-1].context_expr), rest, block.col_offset, block.body[0].col_offset)
