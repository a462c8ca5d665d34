"""The fact `outlines`: what modules of the project do. A module is read when a rule asks for it, and only then."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.endpoints import APPS, fresh, may_raise, raising, trusted_hosts
from doctor.facts.import_paths import CWD, PROJECT
from doctor.facts.outlined_classes import closed, instance, methods, stored_in
from doctor.facts.outlined_logs import forwards, logged, of_loguru
from doctor.facts.outlined_names import assigned, count_of, has_stars, imported, looked_up, made, reads_of, shadowed
from doctor.facts.outlined_shared import WORDS, shared
from doctor.facts.valued import is_valued
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, child_nodes, nodes_in, parse
from doctor.model.environment import FoundModule
from doctor.model.invocation import Invocation
from doctor.model.outlines import Constant, Lifespan, Outline, Reading

READS = ("os.environ.get", "os.getenv", "os.environ[]")
METRICS = tuple(f"prometheus_client.{name}" for name in ("Counter", "Gauge", "Histogram", "Summary", "Info", "Enum"))
LEVELS = ("setLevel", "basicConfig", "dictConfig", "fileConfig")
CLICKS = ("click.", "rich_click.")
COMMANDS = tuple(f"{module}{name}" for module in CLICKS for name in ("command", "group"))
PROPERTIES = (["property"], ["functools.cached_property"])
LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.If, ast.Try)
Nodes = Sequence[ast.AST]  # all of a module


def outlines(invocation: Invocation) -> ReadOutlines:
    return ReadOutlines(invocation)


class ReadOutlines:
    """`Outlines` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._project = invocation.project
        self._known: dict[str, Outline | None] = {}

    def of(self, module: FoundModule) -> Outline | None:
        if module.origin not in (PROJECT, CWD) or not module.file.endswith(".py"):
            return None
        if module.file not in self._known:
            self._known[module.file] = self._read(module)
        return self._known[module.file]

    def _read(self, module: FoundModule) -> Outline | None:
        data = content(Path(self._project, module.file))
        tree = parse(data, module.file)
        if not isinstance(tree, ast.Module):
            return None
        package = module.name if module.file.endswith("__init__.py") else module.name.rpartition(".")[0]
        return outline_of(tree, Reader(module.file, data, tree, package), data)


def outline_of(tree: ast.Module, reader: Reader, data: bytes) -> Outline:
    nodes = tuple(nodes_in(tree))
    plain = _plain_functions(tree)
    stored = stored_in(nodes)
    names_stored = [each.id for each in stored if isinstance(each, ast.Name)]
    own = {each.name: each for each in plain if each.name not in names_stored} | dict(methods(tree, stored))
    mentions = _mentions(nodes)
    return Outline(
        functions=frozenset(own),
        counts={name: count_of(function) for name, function in own.items() if not has_stars(function)},
        valued=frozenset(name for name, function in own.items() if is_valued(function)),
        instance=frozenset(instance(tree, stored)) if b"self." in data else frozenset(),
        closed={} if b"setattr(" in data else dict(closed(tree, nodes, stored)),
        constants=tuple(_constants(tree, reader)) if b"env" in data else (),
        readings=tuple(_readings(tree, reader)) if b"env" in data else (),
        logged=tuple(logged(tree, nodes, reader)) if b"log" in data else (),
        loguru=tuple(of_loguru(nodes, reader)) if b"loguru" in data else (),
        forwards=b"loguru" in data and any(forwards(node, reader) for node in nodes),
        parsing=frozenset(each.name for each in plain if _parses(each)) if b"parse_args()" in data else frozenset(),
        entered=frozenset(_entered(nodes)) if b"async with" in data else frozenset(),
        iterated=frozenset(_iterated(nodes)) if b"async for" in data else frozenset(),
        plain=frozenset(_plain(nodes)) - mentions if b"await " in data else frozenset(),
        awaited=mentions,
        lifespans=tuple(_lifespans(tree, reader)) if b"lifespan" in data or b"startup" in data else (),
        trusted=tuple(trusted_hosts(tree, reader)) if b"TrustedHostMiddleware" in data else (),
        raising=tuple(raising(tree, reader)) if may_raise(data) else (),
        fresh=frozenset(fresh(plain, reader)) if b"FastAPI(" in data or b"Starlette(" in data else frozenset(),
        metrics=frozenset(_metrics(plain, reader)) if b"prometheus_client" in data else frozenset(),
        shared=dict(shared(tree, reader)) if any(word in data for word in WORDS) else {},
        imported=imported(tree, nodes, reader.package, names_stored),
        shadowed=shadowed(nodes),
        made=made(tree),
        reads=reads_of(tree),
        looked_up=looked_up(nodes),
        asks_name=re.search(rb"\.name\b", data) is not None,
        variables=frozenset(_read_later(tree, reader)) if b"env" in data else frozenset(),
        reads_all=any(word in data for word in (b"BaseSettings", b"environ.copy", b"dict(os.environ", b"subprocess")),
        commands=frozenset(_commands(tree, names_stored, reader))
        if b"click" in data or b"typer" in data
        else frozenset(),
        properties=frozenset(_properties(tree, reader)) if b"property" in data else frozenset(),
        called=frozenset(_called(nodes)),
        calls_only=_calls_only(nodes),
        typers=frozenset(_typers(tree, names_stored, reader)) if b"typer" in data else frozenset(),
        sets_levels=any(level.encode() in data for level in LEVELS),
        sets_loop=any(word in data for word in (b"set_event_loop", b"nest_asyncio", b"uvloop")),
    )


def _plain_functions(tree: ast.Module) -> list[Function]:
    """Those at its top that are defined once, without decorators."""
    functions = [stmt for stmt in tree.body if isinstance(stmt, FUNCTIONS)]
    names = [each.name for each in functions]
    return [each for each in functions if not each.decorator_list and names.count(each.name) == 1]


def _commands(tree: ast.Module, stored: list[str], reader: Reader) -> Iterator[str]:
    """Functions with decorators of click alone, one of which makes them a command; `app = typer.Typer()`."""
    for stmt in tree.body:
        decorators = getattr(stmt, "decorator_list", [])
        chains = [reader.chain(each.func if isinstance(each, ast.Call) else each) for each in decorators]
        is_command = any(each in COMMANDS for each in chains) and all(each.startswith(CLICKS) for each in chains)
        is_own = any(each.arg == "cls" for call in decorators for each in getattr(call, "keywords", ()))
        if isinstance(stmt, ast.FunctionDef) and is_command and not is_own and stmt.name not in stored:
            yield stmt.name
    yield from _typers(tree, stored, reader)


def _typers(tree: ast.Module, stored: list[str], reader: Reader) -> Iterator[str]:
    """`app = typer.Typer()`."""
    for name, value in assigned(tree):
        is_app = isinstance(value, ast.Call) and reader.chain(value.func) == "typer.Typer" and stored.count(name) == 1
        if is_app and isinstance(value, ast.Call) and not any(each.arg in ("cls", None) for each in value.keywords):
            yield name


def _called(nodes: Nodes) -> Iterator[str]:
    """The attributes that are called, also by the name that one is given: `clock = self.clock`, `clock()`."""
    funcs = [node.func for node in nodes if isinstance(node, ast.Call)]
    yield from (func.attr for func in funcs if isinstance(func, ast.Attribute))
    bare = {func.id for func in funcs if isinstance(func, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            yield from (node.value.attr for each in node.targets if getattr(each, "id", "") in bare)


def _calls_only(nodes: Nodes) -> frozenset[str]:
    """The bare names that are called, and not read otherwise."""
    funcs = [node.func for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    heads = {id(func) for func in funcs}
    others = {node.id for node in nodes if isinstance(node, ast.Name) and id(node) not in heads}
    return frozenset(func.id for func in funcs) - others


def _properties(tree: ast.Module, reader: Reader) -> Iterator[str]:
    """Methods of the classes at its top that are properties."""
    classes = [stmt for stmt in tree.body if isinstance(stmt, ast.ClassDef)]
    methods = [(klass.name, stmt) for klass in classes for stmt in klass.body if isinstance(stmt, ast.FunctionDef)]
    for name, method in methods:
        if [reader.dotted(each) for each in method.decorator_list] in PROPERTIES:
            yield f"{name}.{method.name}"


def _constants(tree: ast.Module, reader: Reader) -> Iterator[Constant]:
    """Also behind a conversion: `PORT = int(os.environ.get("PORT", "80"))`."""
    for name, value in assigned(tree):
        found = [variable for node in nodes_in(value) if (variable := _variable(node, reader))]
        if found and not any(isinstance(each, ast.Lambda) for each in nodes_in(value)):
            yield Constant(name, found[0], reader.place(value), bool(_variable(value, reader)))
    for stmt in tree.body:
        for default in _defaults(stmt):
            if variable := _variable(default, reader):
                yield Constant(f"{stmt.name}()", variable, reader.place(default))  # type: ignore[attr-defined]


def _defaults(stmt: ast.stmt) -> list[ast.expr]:
    if not isinstance(stmt, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return []
    return [*stmt.args.defaults, *[each for each in stmt.args.kw_defaults if each]]


def _readings(tree: ast.Module, reader: Reader) -> Iterator[Reading]:
    """Wherever they stand, but in functions and below conditions."""
    waiting: list[ast.AST] = list(reversed(tree.body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, LATER):
            continue
        if isinstance(node, ast.expr) and (variable := _variable(node, reader)):
            yield Reading(variable, reader.place(node))
        waiting += child_nodes(node)


def _variable(node: ast.AST, reader: Reader) -> str:
    """The variable of the environment that an expression reads."""
    if isinstance(node, ast.Call) and reader.chain(node.func) in READS[:2] and node.args:
        return _text(node.args[0])
    is_item = isinstance(node, ast.Subscript) and reader.chain(node) == READS[2]
    return _text(node.slice) if is_item and isinstance(node, ast.Subscript) else ""


def _read_later(tree: ast.Module, reader: Reader) -> Iterator[str]:
    """The variables that functions and classes read."""
    for stmt in tree.body:
        if isinstance(stmt, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            nodes = (node for each in stmt.body for node in nodes_in(each))
            yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _metrics(functions: list[Function], reader: Reader) -> Iterator[str]:
    """The functions that make a metric of prometheus_client, in the registry that all share, with each call."""
    for function in functions:
        calls = [node for node in nodes_in(function) if isinstance(node, ast.Call) and len(node.args) > 1]
        made = [call for call in calls if reader.chain(call.func) in METRICS and _is_in(call, function.body)]
        if any(not any(each.arg in ("registry", None) for each in call.keywords) for call in made):
            yield function.name


def _is_in(call: ast.Call, body: list[ast.stmt]) -> bool:
    """Does it stand in a plain statement of the function, where nothing decides whether it is made?"""
    plain = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Return)
    return any(isinstance(stmt, plain) and any(each is call for each in nodes_in(stmt)) for stmt in body)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _parses(function: Function) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "parse_args"
        and not (node.args or node.keywords)
        for node in nodes_in(function)
    )


def _entered(nodes: Nodes) -> Iterator[str]:
    for node in nodes:
        for item in node.items if isinstance(node, ast.AsyncWith) else ():
            call = item.context_expr
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                yield call.func.attr


def _iterated(nodes: Nodes) -> Iterator[str]:
    """Methods that are called in the head of an `async for`, and nowhere else."""
    heads = {node.iter for node in nodes if isinstance(node, ast.AsyncFor)}
    heads |= {node.iter for node in nodes if isinstance(node, ast.comprehension) and node.is_async}
    methods = {head.func for head in heads if isinstance(head, ast.Call) and isinstance(head.func, ast.Attribute)}
    others = {node.attr for node in nodes if isinstance(node, ast.Attribute) and node not in methods}
    return (each.attr for each in methods if isinstance(each, ast.Attribute) and each.attr not in others)


def _mentions(nodes: Nodes) -> frozenset[str]:
    """The methods whose result is awaited somewhere."""
    return frozenset(
        node.value.func.attr
        for node in nodes
        if isinstance(node, ast.Await)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
    )


def _plain(nodes: Nodes) -> Iterator[str]:
    """Methods that are called on what was awaited: of `response = await client.get(…)`, `response.json()`."""
    for function in nodes:
        if not isinstance(function, ast.AsyncFunctionDef):
            continue
        given = {
            stmt.targets[0].id
            for stmt in nodes_in(function)
            if isinstance(stmt, ast.Assign)
            and isinstance(stmt.value, ast.Await)
            and isinstance(stmt.targets[0], ast.Name)
        }
        for node in nodes_in(function):
            is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_method and getattr(node.func.value, "id", "") in given:  # type: ignore[attr-defined]
                yield node.func.attr  # type: ignore[attr-defined]


def _lifespans(tree: ast.Module, reader: Reader) -> Iterator[Lifespan]:
    """Applications whose functions read, under some address, what only their start sets."""
    functions = {each.name: each for each in tree.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))}
    for name, value in assigned(tree):
        if not isinstance(value, ast.Call) or reader.chain(value.func) not in APPS:
            continue
        starts = [
            each.value.id for each in value.keywords if each.arg == "lifespan" and isinstance(each.value, ast.Name)
        ]
        starting = [functions[start] for start in starts if start in functions]
        starting += [each for each in functions.values() if _is_startup(each, name)]
        made = {item for each in starting for item in _of_state(each, ast.Store)}
        paths = [
            path for each in functions.values() if made & set(_of_state(each, ast.Load)) for path in _paths(each, name)
        ]
        if paths:
            yield Lifespan(name, tuple(paths))


def _is_startup(function: Function, app: str) -> bool:
    """`@app.on_event("startup")`"""
    return any(ast.unparse(each) == f"{app}.on_event('startup')" for each in function.decorator_list)


def _of_state(function: Function, context: type[ast.expr_context]) -> Iterator[str]:
    """The X of `app.state.X`."""
    for node in nodes_in(function):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, context):
            yield from [node.attr] if getattr(node.value, "attr", "") == "state" else []


def _paths(function: Function, app: str) -> Iterator[str]:
    """`@app.get("/rates")`; not those with parameters in them."""
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.args:
            path = _text(each.args[0])
            if getattr(each.func.value, "id", "") == app and path and "{" not in path:
                yield path
