"""The fact `collection_marks`: what hooks of conftests and plugins mark tests with, and on what that depends."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, nodes_in
from doctor.model.collection_marks import CollectionMarks
from doctor.model.invocation import Invocation
from doctor.model.sources import Sources

NAMES = ("pytest_collection_modifyitems", "pytest_itemcollected", "pytest_generate_tests")
HOOKS = re.compile("|".join(NAMES).encode())
DEFINED = re.compile(rb"def (?:%b)\(|specname" % HOOKS.pattern)
MARKING = re.compile(rb"mark\b|add_marker|own_markers")
MARK = "pytest.mark."
SKIPPING = frozenset({"skip", "skipif", "xfail"})
BY_MARK = ("get_closest_marker", "iter_markers", "iter_markers_with_node")


def collection_marks(invocation: Invocation, sources: Sources) -> CollectionMarks:
    read = reading(invocation)
    texts = ((file.path, read(file.path)) for file in sources.reaching_others)
    found = [marks_of(data, path) for path, data in texts if HOOKS.search(data)]
    return CollectionMarks(
        names=frozenset(name for each in found for name in each.names),
        skipped=frozenset(name for each in found for name in each.skipped),
        complete=all(each.complete for each in found),
    )


def marks_of(data: bytes, file: str) -> CollectionMarks:
    if not MARKING.search(data):
        return CollectionMarks(complete=bool(DEFINED.search(data)))  # else it is another file's
    tree, reader = read_python(data, file)
    values = dict(assigned(tree))
    mentioned = {each for node in nodes_in(tree) if (each := mark_of(node, reader))}
    names, skipped = set(mentioned - SKIPPING), set[str]()
    is_complete = DEFINED.search(data) is not None and b".own_markers" not in data
    for call, conditions in markings(tree.body, []):
        given = name_given(call, values, reader)
        if given in SKIPPING:
            by = {name for each in conditions for name in marks_asked(each, values)}
            skipped |= by
            is_complete = is_complete and bool(by)
        elif given:
            names.add(given)
        else:
            is_complete = False
    return CollectionMarks(frozenset(names), frozenset(skipped), is_complete)


def assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr | None]]:
    """Names with their value, None for those that have several."""
    seen: set[str] = set()
    for node in nodes_in(tree):
        value = node.value if isinstance(node, (ast.Assign, ast.NamedExpr)) else None
        value = node.iter if isinstance(node, ast.For) else value
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets if value is not None else ():
            if isinstance(target, ast.Name):
                yield target.id, None if target.id in seen else value
                seen.add(target.id)


def mark_of(node: ast.AST | None, reader: Reader) -> str:
    """The name of `pytest.mark.slow`, however pytest was imported."""
    chain = reader.dotted(node) if isinstance(node, ast.Attribute) else ""
    return chain.removeprefix(MARK).partition(".")[0] if chain.startswith(MARK) else ""


def name_given(call: ast.Call, values: dict[str, ast.expr | None], reader: Reader) -> str:
    """The mark that `add_marker` is given; "" if it cannot be told."""
    arguments = [*call.args, *(each.value for each in call.keywords if each.arg == "marker")]
    node: ast.expr | None = arguments[0] if arguments else None
    if isinstance(node, ast.Name):
        node = values.get(node.id)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func
    if isinstance(node, ast.Call) and len(node.args) > 1 and reader.dotted(node.args[0]) == MARK.rstrip("."):
        node = node.args[1]  # getattr(pytest.mark, "slow")
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else mark_of(node, reader)


def markings(body: list[ast.stmt], conditions: list[ast.expr]) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Calls of `add_marker`, with what is asked before they are come to."""
    known = list(conditions)
    for stmt in body:
        blocks = [getattr(stmt, name, None) for name in ("body", "orelse", "finalbody")]
        blocks += [each.body for name in ("handlers", "cases") for each in getattr(stmt, name, ())]
        asked = [each for each in (getattr(stmt, "test", None), getattr(stmt, "iter", None)) if each is not None]
        within = [] if isinstance(stmt, FUNCTIONS) else known
        for block in blocks:
            if isinstance(block, list):
                yield from markings(block, [*within, *asked])
        if not any(blocks):
            yield from ((call, known) for call in nodes_in(stmt) if isinstance(call, ast.Call) and is_marking(call))
        if isinstance(stmt, ast.If) and isinstance(stmt.body[-1], (ast.Continue, ast.Return)):
            known += asked


def is_marking(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "add_marker"


def marks_asked(condition: ast.expr, values: dict[str, ast.expr | None]) -> Iterator[str]:
    """The marks that it asks an item for: `"slow" in item.keywords`, `item.get_closest_marker("slow")`."""
    nodes = [*nodes_in(condition)]
    for name in [each.id for each in nodes if isinstance(each, ast.Name)]:
        nodes += nodes_in(value) if (value := values.get(name)) else ()
    for node in nodes:
        words: list[ast.expr] = []
        if isinstance(node, ast.Compare) and is_keywords(node.comparators[0]):
            words = [node.left]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_by_mark = node.func.attr in BY_MARK or (node.func.attr == "get" and is_keywords(node.func.value))
            words = [*node.args, *(each.value for each in node.keywords if each.arg == "name")] if is_by_mark else []
        yield from (each.value for each in words[:1] if isinstance(each, ast.Constant) and isinstance(each.value, str))


def is_keywords(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "keywords"
