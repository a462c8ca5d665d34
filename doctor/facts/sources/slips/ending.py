"""Readers, iterators and open files that are read to their end, and then once more."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, is_defined, lines_around, only_value
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

LAZIES = (
    b"= csv.reader(",
    b"= csv.DictReader(",
    b"= reader(",
    b"= DictReader(",
    b"= map(",
    b"= filter(",
    b"= zip(",
    b"= (",
)
MADE = re.compile(rb"[ \t]+\w+ = (?:(?:csv\.)?(?:reader|DictReader)\(|(?:map|filter|zip)\(|\([^\n]* for )")
OPENED = re.compile(rb"\bwith[ \t(][^\n]*\bopen\([^\n]* as \w+")
OPENING = ("io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open")
READERS = ("csv.reader", "csv.DictReader")
LAZY = ("map", "filter", "zip")
TAKING = ("list", "tuple", "set", "sorted", "sum", "max", "min", "dict", "frozenset")
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.Lambda, *FUNCTIONS, ast.IfExp, ast.BoolOp)


def made_lines(data: bytes) -> list[int]:
    """Where a name is given what can be read only once."""
    return lines_around(LAZIES, MADE, data)


def ended_twice_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`rows = csv.reader(file)`, of which `list(rows)` is made before a loop of checks over it; the other place is that
    where it ends."""
    for stmt in grove.all(ast.Assign):
        scope, target = grove.scopes[stmt], stmt.targets[0]
        if scope.node is None or len(stmt.targets) > 1 or not isinstance(target, ast.Name):
            continue
        uses = _uses(target.id, scope) if _is_lazy(stmt.value, scope, tree) else []
        is_sure = len(uses) > 2 and uses[0] is target and all(isinstance(each.ctx, ast.Load) for each in uses[1:])
        if is_sure and not _is_wound_back(scope) and _ends(uses[1], grove) and (loop := _checks(uses[2], grove)):
            places = (scope.reader.place(uses[1]),)
            yield Slip("at its end", scope.reader.place(loop), scope.within, target.id, others=places)


def _uses(name: str, scope: Scope) -> list[ast.Name]:
    assert scope.node is not None
    found = [each for each in nodes_in(scope.node) if isinstance(each, ast.Name) and each.id == name]
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def _is_lazy(value: ast.expr, scope: Scope, tree: ast.Module) -> bool:
    if isinstance(value, ast.GeneratorExp):
        return True
    if not isinstance(value, ast.Call):
        return False
    name = scope.reader.chain(value.func)
    return name in READERS or (name in LAZY and scope.kind_of(name) == "module" and not is_defined(name, tree))


def _is_wound_back(scope: Scope) -> bool:
    assert scope.node is not None
    return any(isinstance(each, ast.Attribute) and each.attr == "seek" for each in nodes_in(scope.node))


def _ends(use: ast.Name, grove: Grove) -> bool:
    """Is all of it taken here, on each path?"""
    parent = grove.parents.get(use)
    is_taken = isinstance(parent, ast.Call) and getattr(parent.func, "id", "") in TAKING and parent.args == [use]
    return is_taken and not any(isinstance(each, BRANCHES) for each in grove.above(use))


def _checks(use: ast.Name, grove: Grove) -> ast.expr | None:
    """What goes over it, and asserts something of each, and not that there is none."""
    parent = grove.parents.get(use)
    if isinstance(parent, ast.For) and parent.iter is use:
        checks = [node for each in parent.body for node in nodes_in(each) if isinstance(node, ast.Assert)]
        return use if checks and not any(isinstance(each.test, ast.Constant) for each in checks) else None
    above = list(grove.above(use)) if isinstance(parent, ast.comprehension) else []
    has_check = any(isinstance(each, ast.Assert) for each in above)
    return use if has_check and not any(map(_is_of_nothing, above)) else None


def read_twice_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A second `file.read()` of the same open file; the other place is that of the first one."""
    for block in grove.all(ast.With):
        scope = grove.scopes[block]
        held = [each.optional_vars for each in block.items if _opens(each, scope, tree)]
        names = [each.id for each in held if isinstance(each, ast.Name)]
        if scope.node is None or len(names) != 1:
            continue
        inner = [node for stmt in block.body for node in nodes_in(stmt)]
        reads = [node for node in inner if isinstance(node, ast.Call) and _is_read(node, names[0])]
        if len(reads) < 2 or sum(getattr(each, "id", "") == names[0] for each in inner) != len(reads):
            continue
        first, second = sorted(reads, key=lambda each: (each.lineno, each.col_offset))[:2]
        around = list(grove.above(first))
        is_sure = not any(isinstance(each, BRANCHES) for each in around[: around.index(block)])
        if is_sure and not _is_meant_empty(second, grove):
            places = (scope.reader.place(first),)
            yield Slip("file at its end", scope.reader.place(second), scope.within, names[0], others=places)


def _opens(item: ast.withitem, scope: Scope, tree: ast.Module) -> bool:
    """Is it a file of Python's own? What others open may read all of it each time, as rasterio does."""
    func = item.context_expr.func if isinstance(item.context_expr, ast.Call) else None
    name = scope.reader.chain(func) if func is not None else ""
    if name == "open":
        return scope.kind_of(name) == "module" and not is_defined(name, tree)
    is_method = isinstance(func, ast.Attribute) and func.attr == "open"
    return name in OPENING or (is_method and isinstance(func, ast.Attribute) and _is_path(func.value, scope))


def _is_path(node: ast.expr, scope: Scope) -> bool:
    """Is it surely one of pathlib: `tmp_path / "a.txt"`, `Path("a.txt")`?"""
    if isinstance(node, ast.Name) and scope.kind_of(node.id) == "local":
        value = only_value(node.id, scope)
        return value is not None and not isinstance(value, ast.Name) and _is_path(value, scope)
    if isinstance(node, ast.Call):
        is_joined = isinstance(node.func, ast.Attribute) and node.func.attr == "joinpath"
        return is_joined or scope.reader.chain(node.func) == "pathlib.Path"
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)


def _is_meant_empty(read: ast.Call, grove: Grove) -> bool:
    """Is it asserted that nothing is left: `assert file.read() == ""`, `assert not file.read()`?"""
    parent = grove.parents.get(read)
    return (isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)) or _is_of_nothing(parent)


def _is_of_nothing(node: ast.AST | None) -> bool:
    """Is something compared with an empty text or list?"""
    sides = (node.left, *node.comparators) if isinstance(node, ast.Compare) else ()
    return any(
        each.value in ("", b"") if isinstance(each, ast.Constant) else getattr(each, "elts", None) == []
        for each in sides
    )


def _is_read(node: ast.Call, name: str) -> bool:
    if node.args or node.keywords or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in ("read", "readlines") and getattr(node.func.value, "id", "") == name
