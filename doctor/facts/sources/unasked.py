"""Where functions use the name of one of the file's fixtures that they do not ask for, as if it were its value."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence

from doctor.facts.sources.notes import FunctionNote
from doctor.model.flows import Unasked
from doctor.model.sources import Fixture

# Functions that want a value, not a function.
OF_VALUES = frozenset({"len", "list", "sorted", "set", "tuple", "dict", "sum", "min", "max", "iter", "next", "open"})

LITERALS = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.JoinedStr, ast.UnaryOp)


def unasked_of(functions: Sequence[FunctionNote], fixtures: Iterable[Fixture]) -> tuple[Unasked, ...]:
    """All of them, in the order of the lines; of fixtures that depend on a condition nothing is said."""
    made = {each.place for each in fixtures if not each.class_name}
    names = {note.name for note in functions if made and note.place in made and not note.branch}
    found = [use for note in functions if names and not note.inner for use in _unasked(note, names)]
    return tuple(sorted(found, key=lambda each: each.place))


def _unasked(note: FunctionNote, names: Collection[str]) -> Iterator[Unasked]:
    known = names if note.words is None else {name for name in names if name.encode() in note.words}
    wanted = {name for name in known if name != note.name and not note.takes(name)}
    if not wanted:
        return
    parents = {
        child: node for stmt in note.node.body for node in ast.walk(stmt) for child in ast.iter_child_nodes(node)
    }
    for node, parent in parents.items():
        if isinstance(node, ast.Name) and node.id in wanted and isinstance(node.ctx, ast.Load):
            how = _how(node, parent)
            if how and not note.binds(node.id) and node.id not in note.globals:
                yield Unasked(how, node.id, note.reader.place(node), note.qualname)


def _how(node: ast.Name, parent: ast.AST) -> str:
    """Is it asked whether it is true ("truth"), or what it equals ("compared"), is an attribute of it set ("written"),
    or is something done that only its value allows ("value")?"""
    if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not):
        return "truth"
    if isinstance(parent, ast.BoolOp):
        return "truth"
    if isinstance(parent, (ast.Assert, ast.If, ast.IfExp, ast.While)):
        return "truth" if parent.test is node else ""
    if isinstance(parent, ast.Attribute):
        how = "value" if isinstance(parent.ctx, ast.Load) else "written"
        return "" if parent.attr.startswith("_") else how
    if isinstance(parent, ast.Compare):
        return _compared(node, parent)
    if isinstance(parent, ast.Subscript):
        return "value" if parent.value is node else ""
    if isinstance(parent, ast.Call):
        is_of_values = isinstance(parent.func, ast.Name) and parent.func.id in OF_VALUES
        return "value" if is_of_values and parent.args[:1] == [node] else ""
    if isinstance(parent, (ast.For, ast.AsyncFor, ast.comprehension)):
        return "value" if parent.iter is node else ""
    return "value" if isinstance(parent, (ast.BinOp, ast.FormattedValue, ast.withitem, ast.Await)) else ""


def _compared(node: ast.Name, parent: ast.Compare) -> str:
    """The same of a comparison; with what is no literal the function itself may be compared."""
    left, right = parent.left, parent.comparators[0]
    other = right if left is node else left
    if len(parent.ops) != 1:
        return ""
    if isinstance(parent.ops[0], (ast.Is, ast.IsNot)):
        return "truth" if isinstance(other, ast.Constant) else ""
    if isinstance(parent.ops[0], (ast.In, ast.NotIn)):
        return "value" if right is node else ""
    if isinstance(parent.ops[0], (ast.Eq, ast.NotEq)):
        return "compared" if isinstance(other, LITERALS) else ""
    return "value"
