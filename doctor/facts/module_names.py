"""The names that a module binds at its top level, read from its source."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator

from doctor.facts import cache
from doctor.facts.metadata import read_bytes
from doctor.knowledge.syntax import nodes_in, parse
from doctor.model.record import Record

# Every module has these.
ALWAYS = frozenset({
    "__annotations__", "__builtins__", "__cached__", "__dict__", "__doc__", "__file__", "__loader__", "__name__",
    "__package__", "__path__", "__spec__", "__warningregistry__",
})  # fmt: skip
_LIMIT = 4 * 1024 * 1024
# Whoever uses these may bind anything
_TELLING = ("exec", "globals", "global_enum", "_convert_", "_convert")
_OF_NAME = ("get", "import_module", "__import__")  # … or these of `__name__`
_MODULE_ITSELF = ("current_module", "this_module", "caller_module", "calling_module", "getmodule")  # … or what ends so
_SIGNS = (
    *(word.encode() for word in _TELLING),
    b"vars(",
    b"locals(",
    b"vars (",
    b"locals (",
    b"modules[",
    b"(__name__",
    b"module(",
)
_SETS = re.compile(rb"\bsetattr\(\s*([A-Za-z_]\w*)\s*,\s*[A-Za-z_]")
_LINE = re.compile(
    rb"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^([A-Za-z_]\w*)[ \t]*(?::[^=\n]*)?=(?!=)"
    rb"|^from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]{0,20000}\)|[^\n#;(]*)",
    re.MULTILINE,
)


class Seeming(Record):
    """What lines without indentation define or import by `from`. `stars` are as in `Bound`; `public` are the names that
    another module gets by `*`, None where `__all__` is worked out."""

    names: frozenset[str]
    stars: tuple[str, ...]
    public: frozenset[str] | None


def seeming_names(file: str) -> Seeming:
    """A search, which spares most modules their parsing. Names in texts between triple quotes are among the names."""
    from pathlib import Path

    source = read_bytes(Path(file), _LIMIT)
    found: set[bytes] = set()
    stars: list[bytes] = []
    for match in _LINE.finditer(source):
        defined, assigned, module, imported = match.groups()
        if imported and imported.strip() == b"*":
            stars.append(module)
        elif module:
            plain = re.sub(rb"#[^\n]*", b"", imported)
            found.update(part.split()[-1] for part in plain.strip(b"() \t\r\n").split(b",") if part.split())
        else:
            found.add(defined or assigned)
    names = frozenset(name.decode("utf-8", "replace") for name in found)
    return Seeming(names, tuple(star.decode("utf-8", "replace") for star in stars), _public(source, names))


def _public(source: bytes, names: frozenset[str]) -> frozenset[str] | None:
    count = source.count(b"__all__")
    if not count:
        return frozenset(name for name in names if not name.startswith("_"))
    listed = re.search(rb"^__all__[ \t]*=[ \t]*[\[(]([^\])]*)[\])]", source, re.MULTILINE)
    if count > 1 or not listed:
        return None
    return frozenset(name.decode("utf-8", "replace") for name in re.findall(rb"['\"](\w+)['\"]", listed[1]))


class Bound(Record):
    """`names` as far as the source tells; `stars` are modules ("..x" when relative) whose names are imported by `*`."""

    names: frozenset[str]
    stars: tuple[str, ...]


def read_bound(file: str, use_cache: bool) -> Bound | None:
    """`bound_names` of a file, from the cache while its size and change time stay."""
    from pathlib import Path

    if not use_cache:
        return bound_names(read_bytes(Path(file), _LIMIT))
    try:
        status = os.stat(file)
    except OSError:
        return None
    store, tag = cache.of("names"), (status.st_size, status.st_mtime_ns)
    if store.tag(file) == tag:
        known = store.get(file)
        return Bound(*known) if known else None
    bound = bound_names(read_bytes(Path(file), _LIMIT))
    store.put(file, (bound.names, bound.stars) if bound else (), tag)
    return bound


def bound_names(source: bytes) -> Bound | None:
    """None where names are made at run time (`__getattr__`, `exec`, `globals()`, `sys.modules[__name__]`), or where
    nothing can be parsed. Both branches of an `if` count: a name is missing only when no branch binds it."""
    tree = parse(source, "")
    if not isinstance(tree, ast.Module):
        return None
    names: set[str] = set()
    stars: list[str] = []
    has_globals = b"global" in source
    for statement in _statements(tree.body):
        if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
            stars.append("." * statement.level + (statement.module or ""))
        else:
            names.update(_bound(statement, has_globals))
    may_tell = any(word in source for word in _SIGNS)  # a walk over the whole tree costs more than its parsing
    if (
        "__getattr__" in names
        or _sets_modules(source)
        or (may_tell and any(_is_telling(node) for node in nodes_in(tree)))
    ):
        return None
    return Bound(frozenset(names), tuple(stars))


def _sets_modules(source: bytes) -> bool:
    """Does it set attributes of a module that it imports, by names that are worked out: `setattr(txaio, name, …)`?"""
    named = set(_SETS.findall(source)) if b"setattr(" in source else ()
    start = rb"(?m)^\s*(?:from[ \t]+[.\w]+[ \t]+)?import[ \t]+"
    return any(re.search(start + name + rb"\b", source) for name in named)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """All statements that run when the module is imported, those inside `if`, `try`, `with` and loops too."""
    waiting = list(body)
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for field in ("body", "orelse", "finalbody"):
            waiting += getattr(statement, field, ())
        for inner in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            waiting += inner.body


def _bound(statement: ast.stmt, has_globals: bool) -> Iterator[str]:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name
        if has_globals:
            yield from (name for node in nodes_in(statement) if isinstance(node, ast.Global) for name in node.names)
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        for alias in statement.names:
            yield alias.asname or (alias.name.partition(".")[0] if isinstance(statement, ast.Import) else alias.name)
    else:
        for node in nodes_in(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
            elif isinstance(node, (ast.MatchAs, ast.MatchStar, ast.MatchMapping, ast.ExceptHandler)):
                yield from filter(None, [getattr(node, "name", None), getattr(node, "rest", None)])


def _is_telling(node: ast.AST) -> bool:
    if isinstance(node, (ast.Name, ast.Attribute)):
        return (node.id if isinstance(node, ast.Name) else node.attr) in _TELLING
    if isinstance(node, ast.Call) and _is_itself(node):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("vars", "locals") and not node.args
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Name):
        return False
    return node.slice.id == "__name__" and getattr(node.value, "attr", "") == "modules"  # sys.modules[__name__]


def _is_itself(call: ast.Call) -> bool:
    """Does it give the module in which it stands: `sys.modules.get(__name__)`, `find_current_module()`?"""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name.endswith(_MODULE_ITSELF) or (
        name in _OF_NAME and bool(call.args) and getattr(call.args[0], "id", "") == "__name__"
    )
