"""What tests ask of the project's modules, as far as rules compare the two."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope, lines_at, made_by
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

LOGGED = re.compile(rb"(?m)^[ \t]+assert [^\n]*\bcaplog\.")
CHILDREN = re.compile(rb"(?m)^[ \t]+\w+(?:\.\w+)+\.return_value\b[^\n=]*=")
ENTRIES = ("main", "cli", "run", "parse_args", "get_args", "parse_arguments", "parse_cli", "get_options")
CALLS = tuple(f"{name}()".encode() for name in ENTRIES)
UNJOINED = re.compile(rb"\b")
CLIENTS = re.compile(rb"\bTestClient\(\w+\)|\bASGITransport\(")
LEVELS = frozenset({"set_level", "at_level", "setLevel", "basicConfig"})
HANDLING = frozenset({"handler", "filtering"})
CLIENT = ("fastapi.testclient.TestClient", "starlette.testclient.TestClient")
TRANSPORT = ("httpx.ASGITransport", "httpx._transports.asgi.ASGITransport")
STARTS = re.compile("lifespan|startup", re.IGNORECASE)
MOCK = ("unittest.mock.AsyncMock", "mock.AsyncMock", "mock.mock.AsyncMock")


def logged_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A text that a test looks for in what `caplog` has; whether it names a level is told."""
    for stmt in grove.all(ast.Assert):
        scope = grove.scopes[stmt]
        if scope.node is None or scope.kind_of("caplog") != "param" or _names(HANDLING, scope.node):
            continue
        inside = list(nodes_in(stmt.test))
        compared = [each for each in inside if isinstance(each, ast.Compare)]
        is_open = any(isinstance(getattr(each, "op", None), (ast.Not, ast.Or)) for each in inside)
        if is_open or len(compared) != 1 or len(compared[0].ops) != 1:
            continue
        left, op = compared[0].left, compared[0].ops[0]
        if isinstance(op, ast.In) and isinstance(left, ast.Constant) and isinstance(left.value, str):
            how = "logged at level" if _names(LEVELS, scope.node) else "logged"
            yield Slip(how, scope.reader.place(stmt.test), scope.within, left.value)


def _names(attributes: frozenset[str], function: Function) -> bool:
    return any(isinstance(each, ast.Attribute) and each.attr in attributes for each in nodes_in(function))


def children_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """What is to be returned by a method of an AsyncMock, or of what such a method returns: all these are async."""
    for stmt in grove.all(ast.Assign):
        scope, target = grove.scopes[stmt], stmt.targets[0]
        if scope.node is None or len(stmt.targets) != 1 or not isinstance(target, ast.Attribute):
            continue
        parts = ast.unparse(target).split(".")
        if "return_value" not in parts[1:] or not all(part.isidentifier() for part in parts):
            continue
        if made_by(parts[0], scope) not in MOCK or _is_given(parts, scope) or _has_spec(parts[0], scope):
            continue
        if "__aenter__" in parts:
            method = parts[parts.index("__aenter__") - 2] if parts.index("__aenter__") > 2 else ""
            if method and parts[parts.index("__aenter__") - 1] == "return_value":
                yield Slip(
                    "entered",
                    scope.reader.place(target),
                    scope.within,
                    method,
                    ".".join(parts[: parts.index(method) + 1]),
                )
        elif parts[-1] == "return_value" and len(parts) > 2:
            places = (scope.reader.place(target), scope.reader.place(stmt.value))
            yield Slip("child", places[0], scope.within, parts[-2], ".".join(parts[:-1]), others=places[1:])


def _is_given(parts: list[str], scope: Scope) -> bool:
    """Is one of the things in between replaced by something else?"""
    assert scope.node is not None
    whole = ".".join(parts)
    for node in nodes_in(scope.node):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            text = ast.unparse(target)
            if "." in text and text != whole and whole.startswith(f"{text}."):
                return True
    return False


def _has_spec(name: str, scope: Scope) -> bool:
    assert scope.node is not None
    for node in nodes_in(scope.node):
        if isinstance(node, ast.Assign) and any(getattr(each, "id", "") == name for each in node.targets):
            return isinstance(node.value, ast.Call) and bool(node.value.args or node.value.keywords)
    return False


def entry_lines(data: bytes) -> list[int]:
    """Where a function is called, without arguments, that sounds like a program's own."""
    found = [word for word in CALLS if word in data]
    return lines_at(found, UNJOINED, data)


def called_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An imported function that a test calls with nothing, where nobody sets `sys.argv`."""
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if scope.node is None or call.args or call.keywords or name not in ENTRIES or scope.kind_of(name) != "import":
            continue
        if not any(
            isinstance(each, (ast.With, ast.AsyncWith, ast.Try, *FUNCTIONS, ast.Lambda)) for each in grove.above(call)
        ):
            yield Slip("plainly", scope.reader.place(call), scope.within, scope.reader.dotted(call.func))


def clients_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A test client that is not entered; the text are the addresses that the file names, the other place the `return`
    that hands it out."""
    paths, entered = _addresses(tree), _entered(tree)
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        if scope.reader.chain(call.func) not in CLIENT or len(call.args) != 1 or not isinstance(call.args[0], ast.Name):
            continue
        parent = grove.parents.get(call)
        if isinstance(parent, ast.withitem) or (isinstance(parent, ast.Call) and "enter" in ast.unparse(parent.func)):
            continue
        if _is_entered_later(parent, scope, entered):
            continue
        outer = (scope.reader.place(parent),) if isinstance(parent, ast.Return) else ()
        name = scope.reader.dotted(call.args[0])
        yield Slip("client", scope.reader.place(call), scope.within, name, "\n".join(paths), outer)


def transports_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A transport of httpx to an application, in a file that nowhere speaks of the application's start."""
    calls = [call for call in grove.all(ast.Call) if grove.scopes[call].reader.dotted(call.func) in TRANSPORT]
    names = (str(getattr(each, "attr", getattr(each, "id", ""))) for each in nodes_in(tree))
    if not calls or any(STARTS.search(name) for name in names):
        return
    paths = "\n".join(_addresses(tree))
    for call in calls:
        scope = grove.scopes[call]
        given = [*call.args, *(each.value for each in call.keywords if each.arg == "app")]
        if len(given) == 1 and isinstance(given[0], ast.Name):
            yield Slip("transport", scope.reader.place(call), scope.within, scope.reader.dotted(given[0]), paths)


def _addresses(tree: ast.Module) -> list[str]:
    texts = (each.value for each in nodes_in(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return sorted({text for text in texts if text.startswith("/")})


def _entered(tree: ast.Module) -> set[str]:
    """What `with` statements of the file enter, as it is written."""
    blocks = (node for node in nodes_in(tree) if isinstance(node, (ast.With, ast.AsyncWith)))
    return {ast.unparse(item.context_expr) for block in blocks for item in block.items}


def _is_entered_later(parent: ast.AST | None, scope: Scope, entered: set[str]) -> bool:
    """Is the name that holds it, or that of the fixture that hands it out, entered somewhere in the file?"""
    names = {scope.node.name} if scope.node is not None else set()
    names |= {ast.unparse(each) for each in parent.targets} if isinstance(parent, ast.Assign) else set()
    return not names.isdisjoint(entered)
