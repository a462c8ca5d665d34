"""What stands behind the call that raises in a `with pytest.raises(…)` block, and is never reached."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from doctor.facts.sources.scopes import Grove
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Early

WAITING = ("pytest.raises", ".assertRaises", ".assertRaisesRegex")
ASKED = frozenset({"value", "type", "tb", "traceback", "match", "errisinstance", "getrepr", "exconly", "exception"})


# Those whose check itself may be what is waited for.
ANYTHING = frozenset(
    """AssertionError Exception BaseException Failed failureException KeyError IndexError LookupError""".split()  # noqa: SIM905
)
OF_CASES = frozenset(
    """assertEqual assertNotEqual assertTrue assertFalse assertIs assertIsNot assertIsNone assertIsNotNone assertIn
    assertNotIn assertListEqual assertDictEqual assertCountEqual""".split()  # noqa: SIM905
)
CHECKS = (ast.Assert, ast.Expr)
PLAIN = (
    *(ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Name, ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set),
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
        elif isinstance(block.body[-1], CHECKS) and _waits_for_other(block, grove):
            first = _first_check(block, grove)
            if first < len(block.body):
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


def _first_check(block: ast.With | ast.AsyncWith, grove: Grove) -> int:
    """Where the checks begin that the block ends with: behind a call, and of nothing that the block makes."""
    body = block.body
    if len(body) == 1 or _checked(body[-1])[0] is body[-1]:
        return len(body)
    made = {node.id for stmt in body for node in nodes_in(stmt) if _stores(node)}
    literal = _literals(grove.scopes[block].node) - made
    first = len(body)
    while first > 1 and all(_is_plain(node, made, literal) for node in _checked(body[first - 1])):
        first -= 1
    has_call = any(isinstance(node, ast.Call) for stmt in body[:first] for node in nodes_in(stmt))
    return first if has_call else len(body)


def _literals(function: ast.AST | None) -> set[str]:
    """The names that the function gives a list or dictionary as it is written, and nothing else."""
    stores = [node for node in nodes_in(function) if _stores(node)] if function else []
    names = [node.id for node in stores]
    plain = {
        stmt.targets[0].id
        for stmt in getattr(function, "body", ())
        if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)
        if isinstance(stmt.value, (ast.List, ast.Dict, ast.Set))
    }
    return {name for name in plain if names.count(name) == 1}


def _stores(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _checked(stmt: ast.stmt) -> list[ast.AST]:
    """What an assertion looks at, of Python, a mock or a test case; of other statements the statement. So it is of
    `assert False`: that it is not reached is what is meant."""
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if isinstance(stmt, ast.Assert):
        nodes = list(nodes_in(stmt.test))
    elif isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _asserts(call.func):
        values = [*call.args, *[each.value for each in call.keywords]]
        nodes = [node for each in values for node in nodes_in(each)]
        nodes += [node for node in nodes_in(call.func) if not isinstance(node, ast.Attribute)]
    else:
        return [stmt]
    is_of_something = any(isinstance(node, ast.Name) and node.id != "self" for node in nodes)
    return nodes if is_of_something else [stmt]


def _asserts(func: ast.Attribute) -> bool:
    is_own = isinstance(func.value, ast.Name) and func.value.id == "self"
    return func.attr.startswith("assert_") or (is_own and func.attr in OF_CASES)


def _is_plain(node: ast.AST, made: set[str], literal: set[str]) -> bool:
    """Does it raise nothing, and is it nothing that the block makes?"""
    if isinstance(node, ast.Subscript):
        return getattr(node.value, "id", "") in literal and isinstance(node.slice, ast.Constant)
    if isinstance(node, ast.Call):
        args = [getattr(each, "id", "") in literal for each in node.args]
        return getattr(node.func, "id", "") == "len" and args == [True]
    return isinstance(node, PLAIN) and getattr(node, "id", "") not in made


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
    return any(_bare(stmt, name)) or any(
        isinstance(node, ast.Attribute)
        and node.attr in ASKED
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        for node in nodes_in(stmt)
        if not isinstance(node, ast.Lambda)
    )


def _bare(stmt: ast.stmt, name: str) -> Iterator[ast.expr]:
    """Where the text of the exception is meant: `str(info)`, `"negative" in info`."""
    for node in nodes_in(stmt) if isinstance(stmt, (ast.Assert, ast.Expr, ast.Assign)) else ():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "str":
            given = node.args[0] if len(node.args) == 1 else None
            text: ast.expr = node
        elif isinstance(node, ast.Compare) and isinstance(node.ops[-1], (ast.In, ast.NotIn)):
            given = text = node.comparators[-1]
        else:
            continue
        if getattr(given, "id", "") == name:
            yield text


def _early(block: ast.With | ast.AsyncWith, first: int, grove: Grove) -> Early:
    reader = grove.scopes[block].reader
    rest = block.body[first:]
    name, context = _name(block, grove), block.items[-1].context_expr
    is_case = isinstance(context, ast.Call) and reader.chain(context.func).startswith("self.")
    return Early(
        reader.place(context),
        tuple(reader.place(stmt) for stmt in rest),
        block.col_offset,
        block.body[0].col_offset,
        bare=tuple(reader.place(node) for stmt in rest for node in _bare(stmt, name)) if name else (),
        text=f"str({name}.{'exception' if is_case else 'value'})",
    )
