"""Where a module has its names from, where it looks constants up, and what its functions take."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence

from doctor.knowledge.syntax import DEFINITIONS, FUNCTIONS, Function, bound, nodes_in

CONSTANT = re.compile(r"[A-Z][A-Z0-9_]*[A-Z0-9]")
DOTTED = re.compile(r"\w+(?:[.:]\w+)*")
BUILTINS = frozenset(vars(builtins))
Nodes = Sequence[ast.AST]  # all of a module


def imported(tree: ast.Module, nodes: Nodes, package: str, stored: Iterable[str]) -> dict[str, str]:
    """What names stand for that only imports at the top give; `import a.b` gives the name `a`."""
    top = {id(stmt) for stmt in tree.body}
    found: dict[str, set[str]] = {}
    others = {*stored, "*"}
    for node in nodes:
        if isinstance(node, (*DEFINITIONS, ast.ExceptHandler)) and node.name:
            others.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for each in bound(node, package):
                plain = each.module if each.node.asname else each.alias
                found.setdefault(each.alias, set()).add(f"{each.module}.{each.name}" if each.name else plain)
                others |= set() if id(node) in top else {each.alias}
    return {name: target for name, (target, *more) in found.items() if not more and name not in others}


def shadowed(nodes: Nodes) -> frozenset[str]:
    """The names of imports, and of builtins, that it gives something else as well, somewhere."""
    aliases = {*BUILTINS}
    others: set[str] = set()
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            aliases.update(each.alias for each in bound(node, ""))
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            others.add(node.id)
        elif isinstance(node, ast.arg):
            others.add(node.arg)
        elif isinstance(node, (*DEFINITIONS, ast.ExceptHandler)) and node.name:
            others.add(node.name)
    return frozenset(aliases & others)


def reads_of(tree: ast.Module) -> dict[str, frozenset[str]]:
    """The functions and classes at the top, each with what its functions read by bare names that are not their own."""
    found: dict[str, frozenset[str]] = {}
    for stmt in tree.body:
        if not isinstance(stmt, DEFINITIONS):
            continue
        for function in nodes_in(stmt):
            if isinstance(function, FUNCTIONS):
                nodes = [node for each in (function.args, *function.body) for node in nodes_in(each)]
                names = [node for node in nodes if isinstance(node, ast.Name)]
                own = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
                own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
                found[stmt.name] = found.get(stmt.name, frozenset()) | ({node.id for node in names} - own)
    return found


def looked_up(nodes: Nodes) -> frozenset[str]:
    """What it asks something for, names in a text, or imports within a function."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.update(CONSTANT.findall(node.value))
            found.update(re.split("[.:]", node.value) if DOTTED.fullmatch(node.value) else ())
        elif isinstance(node, FUNCTIONS):
            imports = (each for each in nodes_in(node) if isinstance(each, ast.ImportFrom))
            found.update(alias.name for each in imports for alias in each.names)
    return frozenset(found)


def made(tree: ast.Module) -> frozenset[str]:
    """Names with a capital that functions call, of which no attribute is asked, and whose objects no `with` enters."""
    found, asked = set(), set()
    for stmt in tree.body:
        for node in nodes_in(stmt):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asked.add(node.value.id)
            elif isinstance(node, ast.withitem) and isinstance(node.context_expr, ast.Call):
                asked.add(getattr(node.context_expr.func, "id", ""))
        for function in nodes_in(stmt) if isinstance(stmt, DEFINITIONS) else ():
            calls = nodes_in(function) if isinstance(function, FUNCTIONS) else ()
            found |= {node.func.id for node in calls if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return frozenset(name for name in found - asked if name[:1].isupper())


def has_stars(function: Function) -> bool:
    return function.args.vararg is not None or function.args.kwarg is not None


def count_of(function: Function) -> tuple[int, int]:
    """The least and the most arguments of a call."""
    arguments = function.args
    most = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
    given = len(arguments.defaults) + sum(each is not None for each in arguments.kw_defaults)
    return most - given, most


def assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The names that the top of the module gives a value, with that."""
    for stmt in tree.body:
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and isinstance(stmt.targets[0], ast.Name):
            yield stmt.targets[0].id, stmt.value
        elif isinstance(stmt, ast.AnnAssign) and isinstance(stmt.target, ast.Name) and stmt.value is not None:
            yield stmt.target.id, stmt.value
