"""What stands behind the call that raises in a `with pytest.raises(…)` block, and is never reached."""

from __future__ import annotations

import ast
from typing import TypeGuard

from doctor.facts.sources.scopes import Grove
from doctor.model.flows import Early

WAITING = ("pytest.raises", ".assertRaises", ".assertRaisesRegex")
ASKED = frozenset({"value", "type", "tb", "traceback", "match", "errisinstance", "getrepr", "exconly", "exception"})


# Those whose check itself may be what is waited for.
ANYTHING = ("AssertionError", "Exception", "BaseException", "Failed", "failureException")
PLAIN = (
    *(ast.Assert, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Name, ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set),
    *(ast.expr_context, ast.cmpop, ast.boolop, ast.unaryop),
)


def early_of(grove: Grove) -> tuple[Early, ...]:
    """All of them, in the order of the lines: one for each block."""
    found = []
    blocks: list[ast.With | ast.AsyncWith] = [*grove.all(ast.With), *grove.all(ast.AsyncWith)]
    for block in blocks:
        name = _name(block, grove)
        asking = [index for index, stmt in enumerate(block.body) if index and name and _asks(stmt, name)]
        if asking:
            found.append(_early(block, asking[0], grove))
        elif (first := _first_check(block)) < len(block.body) and _waits_for_other(block, grove):
            found.append(_early(block, first, grove).replace(checks=True))
    return tuple(sorted(found, key=lambda each: each.place))


def _waits_for_other(block: ast.With | ast.AsyncWith, grove: Grove) -> bool:
    """Does the block wait for an exception that no check raises, and is it alone in that?"""
    reader = grove.scopes[block].reader
    calls = [item.context_expr for item in block.items if isinstance(item.context_expr, ast.Call)]
    waiting = [call for call in calls if reader.chain(call.func).endswith(WAITING)]
    if len(waiting) != 1 or not waiting[0].args or any(reader.chain(each.func).endswith("suppress") for each in calls):
        return False
    first = waiting[0].args[0]
    kinds = first.elts if isinstance(first, ast.Tuple) else [first]
    names = [each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in kinds]
    return all(name[:1].isupper() and name not in ANYTHING for name in names)


def _first_check(block: ast.With | ast.AsyncWith) -> int:
    """Where the checks begin that the block ends with: behind a call, and of nothing that the block makes."""
    body = block.body
    made = {node.id for stmt in body for node in ast.walk(stmt) if _stores(node)}
    first = len(body)
    while first > 1 and _is_check(body[first - 1], made):
        first -= 1
    has_call = any(isinstance(node, ast.Call) for stmt in body[:first] for node in ast.walk(stmt))
    return first if has_call else len(body)


def _stores(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _is_check(stmt: ast.stmt, made: set[str]) -> bool:
    """Is it an assertion about names alone, or one that a mock is asked for?"""
    if isinstance(stmt, ast.Assert):
        nodes = list(ast.walk(stmt.test))
        if not any(isinstance(node, ast.Name) for node in nodes):
            return False  # `assert False`: that it is not reached is what is meant
    elif isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call) and isinstance(stmt.value.func, ast.Attribute):
        if not stmt.value.func.attr.startswith("assert_"):
            return False
        values = [*stmt.value.args, *[each.value for each in stmt.value.keywords]]
        nodes = [node for each in values for node in ast.walk(each)]
        nodes += [node for node in ast.walk(stmt.value.func) if not isinstance(node, ast.Attribute)]
    else:
        return False
    return all(isinstance(node, PLAIN) and getattr(node, "id", "") not in made for node in nodes)


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
