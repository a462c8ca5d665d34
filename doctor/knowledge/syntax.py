"""Python text as a tree, and what its names stand for.

`parse` gives the tree or says why there is none; `doctor.knowledge.expressions.Reader` then reads its expressions.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from doctor.model.places import Place
from doctor.model.sources import SyntaxFault

MAX_BYTES = 2_000_000
Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef)

# Syntax that an older interpreter of ours refuses, though the project's own may read it.
_NEWER = (
    ((3, 11), re.compile(r"^\s*except\s*\*")),
    ((3, 12), re.compile(r"^\s*(type\s+\w+\s*(\[.*\]\s*)?=|(async\s+)?def\s+\w+\s*\[|class\s+\w+\s*\[)")),
    ((3, 13), re.compile(r"^\s*(async\s+)?(def|class)\s+\w+\s*\[[^\]]*=")),
    ((3, 14), re.compile(r"^\s*except\s+[\w.]+\s*,[^(]*:")),
    ((3, 14), re.compile(r"(?<!\w)[rR]?[tT][rR]?['\"]")),
    ((3, 15), re.compile(r"^\s*lazy\s+(import|from)\b")),
)


def parse(data: bytes, file: str) -> ast.Module | SyntaxFault:
    """The tree of a file's bytes, or why there is none. `file` is the name for places. Never raises."""
    if len(data) > MAX_BYTES:
        return SyntaxFault(f"too large to read: {len(data)} bytes, more than {MAX_BYTES}", Place(file))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(data, file)
    except SyntaxError as error:
        return _fault(error, data, file)
    except (RecursionError, MemoryError, SystemError):  # the last in Python 3.11, of a depth that it counts wrongly
        return SyntaxFault("too deeply nested to read", Place(file))
    except (ValueError, LookupError, OverflowError) as error:  # NUL bytes; a decoder of the coding line that gives up
        return SyntaxFault(str(error) or type(error).__name__, Place(file))


def decode(data: bytes) -> str:
    """The text as Python reads it: by byte order mark or coding line (PEP 263). Undecodable bytes are replaced."""
    import io
    import tokenize

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding, "replace")
    except (SyntaxError, LookupError, ValueError):
        return data.decode("utf-8-sig", "replace")


def _fault(error: SyntaxError, data: bytes, file: str) -> SyntaxFault:
    line, column = max(error.lineno or 0, 0), max(error.offset or 0, 0)
    message = error.msg or "invalid syntax"
    needs = _needs(message, line, data)
    if needs:
        ours = ".".join(map(str, sys.version_info[:2]))
        message += f" (read with Python {ours}; it is syntax of Python {needs})"
    return SyntaxFault(message, Place(file, line, column or min(line, 1)), needs)


def _needs(message: str, line: int, data: bytes) -> str:
    """The Python that this line was written for, when it is newer than the one that runs us."""
    if message.startswith("f-string") and sys.version_info < (3, 12):
        return "3.12"
    lines = decode(data).splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = [version for version, pattern in _NEWER if version > sys.version_info[:2] and pattern.search(text)]
    return ".".join(map(str, max(found))) if found else ""


class Bound(NamedTuple):
    """A name that an import binds: `module` is absolute, `name` is as in `model.sources.Import`."""

    module: str
    name: str
    alias: str
    level: int
    node: ast.alias


def bound(node: ast.Import | ast.ImportFrom, package: str) -> Iterator[Bound]:
    """What an import statement binds, in a module of `package`."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Bound(alias.name, "", alias.asname or alias.name.partition(".")[0], 0, alias)
    else:
        module = absolute(node.module or "", node.level, package)
        for alias in node.names:
            yield Bound(module, alias.name, alias.asname or alias.name, node.level, alias)


def absolute(module: str, level: int, package: str) -> str:
    """The absolute name of `from <level dots>module import …`; the dots stay when the package does not reach so far."""
    if not level:
        return module
    parents = package.split(".") if package else []
    if level > len(parents):
        return "." * level + module
    base = ".".join(parents[: len(parents) - level + 1])
    return f"{base}.{module}" if module else base


COMPOUND = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.If, ast.For, ast.AsyncFor, ast.While),
    *(ast.With, ast.AsyncWith, ast.Try, getattr(ast, "TryStar", ast.Try), ast.Match),
)


def statements(body: list[ast.stmt], into_definitions: bool = True) -> Iterator[tuple[ast.stmt, bool]]:
    """All statements below, each with whether it is inside a function or class."""
    stack: list[tuple[ast.stmt, bool]] = [(stmt, False) for stmt in reversed(body)]
    while stack:
        stmt, inner = stack.pop()
        yield stmt, inner
        if isinstance(stmt, COMPOUND):
            inside = inner or isinstance(stmt, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            if into_definitions or not inside:
                stack += [(child, inside) for child in reversed(blocks(stmt))]


def nodes_in(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below, the outer ones first, without contexts and operators: as `ast.walk` in a third of the
    time."""
    found = [node]
    for each in found:  # it grows
        yield each
        if type(each) not in LEAVES:
            found += child_nodes(each)


def functions_in(body: Iterable[ast.stmt], above: str = "") -> Iterator[tuple[str, Function]]:
    """Functions and methods with their qualified names, none of those within functions."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from functions_in(node.body, f"{above}{node.name}.")
        elif isinstance(node, FUNCTIONS):
            yield f"{above}{node.name}", node


def own_names(function: Function) -> frozenset[str]:
    """The names that a function, or one within it, takes or gives a value: what stands outside is hidden by them."""
    return stored_names(function) | {each.arg for each in nodes_in(function) if isinstance(each, ast.arg)}


def stored_names(node: ast.AST) -> frozenset[str]:
    """The names that are given a value somewhere in it."""
    stored = (each for each in nodes_in(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store))
    return frozenset(each.id for each in stored)


def child_nodes(node: ast.AST) -> list[ast.AST]:
    """The nodes directly below, in their order, without contexts and operators."""
    kind = type(node)
    found: list[Any] = []
    for name in _FIELDS[kind] if kind in _FIELDS else _fields(kind):
        value = getattr(node, name, None)
        if type(value) is list:
            found += value
        elif isinstance(value, ast.AST):
            found.append(value)
    return [each for each in found if each is not None] if kind in _WITH_GAPS else found


LEAVES = frozenset({ast.Name, ast.Constant, ast.alias, ast.Pass, ast.Global, ast.Nonlocal})
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}
_TEXTS = frozenset({"ctx", "op", "ops", "id", "attr", "arg", "module", "level", "kind", "type_comment", "conversion"})
_WITH_GAPS = (ast.Dict, ast.arguments)  # `**more` has no key, an argument no default


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node that may hold nodes."""
    is_names = kind in (ast.Global, ast.Nonlocal)
    _FIELDS[kind] = () if is_names else tuple(each for each in kind._fields if each not in (*_TEXTS, "kwd_attrs"))
    return _FIELDS[kind]


def blocks(stmt: ast.stmt) -> list[ast.stmt]:
    """The statements that stand directly within a statement, in order."""
    found: list[ast.stmt] = []
    for field in ("body", "handlers", "cases", "orelse", "finalbody"):
        for child in getattr(stmt, field, ()):
            found += [child] if isinstance(child, ast.stmt) else child.body
    return found


def names(tree: ast.Module, package: str = "") -> dict[str, str]:
    """What each name stands for, by imports and by plain aliases of imported things (`slow = pytest.mark.slow`).

    Names that the module imports at its top level win over those that a function imports for itself.
    """
    return names_and_clashes(tree, package)[0]


def names_and_clashes(
    tree: ast.Module, package: str = "", has_local: bool = True
) -> tuple[dict[str, str], frozenset[str]]:
    """The names, and those of them that functions import for themselves and that stand for something else in the rest
    of the file. `has_local` is whether functions or classes import something at all."""
    found: dict[str, str] = {}
    local: dict[str, str] = {}
    clashing: set[str] = set()
    own: set[str] = set()
    for stmt, inner in statements(tree.body, into_definitions=has_local):
        table = local if inner else found
        if isinstance(stmt, (ast.Import, ast.ImportFrom)):
            for each in bound(stmt, package):
                if table.setdefault(each.alias, target(each)) != target(each) and inner:
                    clashing.add(each.alias)
        elif inner:
            continue
        elif isinstance(stmt, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            own.add(stmt.name)
        elif isinstance(stmt, ast.Assign):
            _alias(stmt, found, own)
    clashing.update(name for name in local.keys() & found.keys() if local[name] != found[name])
    return {**{name: dotted for name, dotted in local.items() if name not in own}, **found}, frozenset(clashing)


def target(each: Bound) -> str:
    """The dotted name that an import binds a name to."""
    if each.name:
        return f"{each.module}.{each.name}"
    return each.module if each.node.asname else each.alias


def _alias(stmt: ast.Assign, found: dict[str, str], own: set[str]) -> None:
    text = dotted(stmt.value, found)
    imported = text and root(stmt.value) in found
    for target in stmt.targets:
        if isinstance(target, ast.Name):
            if imported:
                found.setdefault(target.id, text)
            else:
                own.add(target.id)


def root(node: ast.expr) -> str:
    """The first name of `a.b.c`, "" for anything else."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def first_name(node: ast.expr) -> str:
    """The name with which `client.db["users"].find()` begins, "" where it begins with none."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def dotted(node: ast.expr, known: dict[str, str]) -> str:
    """`a.b.c` with its first name resolved, "" for anything else."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    parts.append(known.get(node.id, node.id))
    return sys.intern(".".join(reversed(parts)))
