"""How many things a statement adds to a list, and how many an assertion says are in it."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove

UNKNOWN = -1
ONE = ("append", "appendleft", "insert")
EQUAL = ("assertEqual", "assertEquals", "assertListEqual", "assertCountEqual", "assertSequenceEqual")
LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.comprehension)


def added(node: ast.Name | ast.Attribute, grove: Grove) -> int:
    """By `x.append(1)`, `x += [1, 2]`; a set may hold already what it is given."""
    parent = grove.parents.get(node)
    if any(isinstance(each, LOOPS) for each in grove.above(node)):
        return UNKNOWN
    if isinstance(parent, ast.AugAssign) and isinstance(parent.op, ast.Add):
        return _length(parent.value)
    call = grove.parents.get(parent) if isinstance(parent, ast.Attribute) else None
    if not isinstance(parent, ast.Attribute) or not isinstance(call, ast.Call) or call.func is not parent:
        return UNKNOWN
    if parent.attr == "extend" and call.args:
        return _length(call.args[0])
    return 1 if parent.attr in ONE else UNKNOWN


def claimed(node: ast.Name | ast.Attribute, grove: Grove) -> int:
    """By `assert x == [1]`, `assert len(x) == 1`, `self.assertEqual(x, [1])`, `assert not x`."""
    subject: ast.expr = node
    call = grove.parents.get(node)
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "len":
        subject = call
    other = _compared(subject, grove)
    if subject is node:
        return _nothing(node, grove) if other is None else _length(other)
    is_number = isinstance(other, ast.Constant) and type(other.value) is int
    return int(other.value) if is_number and isinstance(other, ast.Constant) else UNKNOWN  # type: ignore[arg-type]


def _compared(subject: ast.expr, grove: Grove) -> ast.expr | None:
    """What an assertion says that it equals."""
    parent = grove.parents.get(subject)
    if isinstance(parent, ast.Compare) and isinstance(grove.parents.get(parent), ast.Assert):
        both = [parent.left, *parent.comparators]
        is_equal = len(both) == 2 and isinstance(parent.ops[0], ast.Eq)
    elif isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute):
        both, is_equal = parent.args[:2], parent.func.attr in EQUAL
    else:
        return None
    others = [each for each in both if each is not subject]
    return others[0] if is_equal and len(both) == 2 and len(others) == 1 else None


def _nothing(node: ast.expr, grove: Grove) -> int:
    """0 where an assertion says that nothing is in it."""
    parent = grove.parents.get(node)
    if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not):
        return 0 if isinstance(grove.parents.get(parent), ast.Assert) else UNKNOWN
    is_false = (
        isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute) and parent.func.attr == "assertFalse"
    )
    return 0 if is_false else UNKNOWN


def _length(node: ast.expr) -> int:
    if not isinstance(node, ast.List) or any(isinstance(each, ast.Starred) for each in node.elts):
        return UNKNOWN
    return len(node.elts)
