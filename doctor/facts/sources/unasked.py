"""Where functions use the name of a fixture that they do not ask for, as if it were its value: of one of the file, or
of one that it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doctor.facts.sources.nodes import LEAF_TYPES
from doctor.facts.sources.notes import FunctionNote
from doctor.knowledge.syntax import child_nodes, nodes_in
from doctor.model.flows import Unasked
from doctor.model.sources import Fixture, Import

# Functions that want a value, not a function.
OF_VALUES = frozenset({"len", "list", "sorted", "set", "tuple", "dict", "sum", "min", "max", "iter", "next", "open"})

# Keywords of requests, clients and mocks that take what is to be sent, asked for or given back.
GIVEN = frozenset({
    "text", "json", "data", "params", "headers", "content", "body", "url", "files", "cookies", "timeout",
    "return_value",
})  # fmt: skip
SENDING = ("post", "put")

LITERALS = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.JoinedStr, ast.UnaryOp)


def unasked_of(
    functions: Sequence[FunctionNote], fixtures: Iterable[Fixture], imports: Iterable[Import]
) -> tuple[Unasked, ...]:
    """All of them, in the order of the lines; of fixtures that depend on a condition nothing is said."""
    made = {each.place for each in fixtures}
    makers = [note for note in functions if made and note.place in made and not note.branch and not note.inner]
    named: dict[bytes, list[FunctionNote]] = {}
    for maker in makers:
        named.setdefault(maker.name.encode(), []).append(maker)
    taken = {each.alias: f"{each.module}:{each.name}" for each in imports if _may_be_fixture(each)}
    found = [use for note in functions if (named or taken) and not note.inner for use in _unasked(note, named, taken)]
    kept = [
        use
        for use in found
        if ":" in use.name or "." not in use.name or not _is_set(use.name.rpartition(".")[2], functions)
    ]
    return tuple(sorted(kept, key=lambda each: each.place))


def _may_be_fixture(each: Import) -> bool:
    """Is it imported, whatever happens, from a conftest or from a module that is called after fixtures?"""
    home = each.module.rpartition(".")[2]
    return not each.guarded and each.name == each.alias and (home == "conftest" or "fixture" in home)


def _unasked(
    note: FunctionNote, makers: Mapping[bytes, Sequence[FunctionNote]], taken: Mapping[str, str]
) -> Iterator[Unasked]:
    """Its uses of the fixtures of the module, of its class by `self`, and of those that are imported."""
    wanted = {
        f"self.{each.name}" if each.class_name else each.name: each.qualname
        for name in (makers if note.words is None else makers.keys() & note.words)
        for each in makers[name]
        if each is not note
        and each.class_name in ("", note.class_name)
        and (each.class_name or not note.takes(each.name))
    }
    wanted |= {alias: name for alias, name in taken.items() if not note.takes(alias)}
    if not wanted:
        return
    for node, parent in _within(note.node.body):
        name = _written(node)
        if not isinstance(node, ast.expr) or name not in wanted or note.binds(name) or name in note.globals:
            continue
        if how := _how(node, parent):
            yield Unasked(how, wanted[name], note.reader.place(node), note.qualname)


def _within(body: Iterable[ast.AST]) -> Iterator[tuple[ast.AST, ast.AST]]:
    """What stands within the statements, each with what it is a part of."""
    stack = list(body)
    while stack:
        parent = stack.pop()
        for node in child_nodes(parent):
            yield node, parent
            if type(node) not in LEAF_TYPES:
                stack.append(node)


def _written(node: ast.AST) -> str:
    """A name that is read, or an attribute of `self`."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return node.id
    is_own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    return f"self.{node.attr}" if is_own and isinstance(node.ctx, ast.Load) else ""  # type: ignore[attr-defined]


def _is_set(name: str, functions: Iterable[FunctionNote]) -> bool:
    """Does a function of the file give an object an attribute of this name?"""
    nodes = (node for note in functions for node in nodes_in(note.node))
    return any(
        isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.ctx, ast.Store) for node in nodes
    )


def _how(node: ast.AST, parent: ast.AST) -> str:
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
        is_sent = isinstance(parent.func, ast.Attribute) and parent.func.attr in SENDING
        return "value" if (is_of_values or is_sent) and parent.args[:1] == [node] else ""
    if isinstance(parent, ast.keyword):
        return "value" if parent.arg in GIVEN else ""
    if isinstance(parent, (ast.For, ast.AsyncFor, ast.comprehension)):
        return "value" if parent.iter is node else ""
    return "value" if isinstance(parent, (ast.BinOp, ast.FormattedValue, ast.withitem, ast.Await)) else ""


def _compared(node: ast.AST, parent: ast.Compare) -> str:
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
