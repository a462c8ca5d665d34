"""What a condition asks for that is given to `skipif` or `xfail` as text."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import TYPE_CHECKING

from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Expr

if TYPE_CHECKING:
    import ast

GIVEN = frozenset({"os", "sys", "platform", "config"})  # by pytest; what a module calls so comes before it
BUILTINS = frozenset(dir(builtins))
VERSION = "sys.version_info"
ALIKE = 0.85  # "getuid" is not "getpid"
FIELDS = ("major", "minor", "micro", "releaselevel", "serial")


class Asked(Record):
    """A name that the text reads, or what it asks one for ("sys.platform", "sys.version_info.major"). `is_sure` is
    whether it does so on each machine. `start` and `end` are the characters of its last word."""

    name: str
    is_sure: bool
    start: int
    end: int


def asked(text: str) -> Iterator[Asked]:
    """All that the text reads, its own names left out; nothing where it is no expression."""
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return
    nodes = list(ast.walk(tree))
    own = {each.id for each in nodes if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)}
    own |= {each.arg for each in nodes if isinstance(each, ast.arg)}
    sure = {id(each) for each in surely_run(tree.body)}
    for node in nodes:
        name = dotted(node)
        if name and name.partition(".")[0] not in own and text.isascii() and getattr(node, "end_lineno", 0) == 1:
            end = getattr(node, "end_col_offset", 0) or 0
            yield Asked(name, id(node) in sure, end - len(name.rpartition(".")[2]), end)


def options_asked(text: str) -> Iterator[str]:
    """The options that the text surely asks `config` for, without a default."""
    import ast

    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return
    for node in surely_run(tree.body):
        if isinstance(node, ast.Call) and dotted(node.func) in ("config.getoption", "config.getvalue"):
            name = node.args[0] if len(node.args) == 1 and not node.keywords else None
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield name.value


def dotted(node: ast.AST) -> str:
    """`sys.version_info.major` in its three steps, each by itself."""
    import ast

    if isinstance(node, ast.Attribute):
        above = dotted(node.value)
        return f"{above}.{node.attr}" if above else ""
    return node.id if isinstance(node, ast.Name) else ""


def surely_run(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that are come to whatever the others give."""
    import ast

    yield node
    if isinstance(node, ast.BoolOp):
        yield from surely_run(node.values[0])
    elif isinstance(node, ast.IfExp):
        yield from surely_run(node.test)
    elif isinstance(node, ast.Compare):
        yield from surely_run(node.left)
        yield from surely_run(node.comparators[0])
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        yield from surely_run(node.generators[0].iter)
    elif not isinstance(node, ast.Lambda):
        for each in ast.iter_child_nodes(node):
            yield from surely_run(each)


def attribute_meant(name: str, known: frozenset[str]) -> str:
    """What a misspelt attribute of os, sys or platform most likely means. What has no near one may be there on another
    platform, or in another Python."""
    import difflib

    owner, _, attribute = name.rpartition(".")
    known = frozenset(FIELDS) if owner == VERSION else known
    is_there = attribute in known or attribute.startswith("_") or (owner == VERSION and attribute in dir(tuple))
    found = [] if is_there else difflib.get_close_matches(attribute, sorted(known), 1, ALIKE)
    return found[0] if found else ""


def placed(condition: Expr, text: str, found: Asked) -> Place | None:
    """Where it stands within the text, if that is written in one line and as it is."""
    place = condition.place
    if place.line != place.end_line or place.end_column - place.column != len(text) + 2:
        return None
    return place.replace(column=place.column + 1 + found.start, end_column=place.column + 1 + found.end)
