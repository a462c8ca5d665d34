"""Patchers, processes, executors and mocks, and what is done with the names that hold them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from doctor.facts.sources.asserted import is_asserted
from doctor.facts.sources.scopes import Grove, Scope
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Held, Use

PATCH = ("unittest.mock.patch", "mock.patch", "mock.mock.patch")
PATCHERS = frozenset(name + tail for name in PATCH for tail in ("", ".object", ".dict", ".multiple"))
# What else is started, and lasts until it is stopped.
STAND_INS = frozenset(
    {
        "freezegun.freeze_time", "freezegun.api.freeze_time", "time_machine.travel", "responses.RequestsMock",
        "requests_mock.Mocker", "requests_mock.mocker.Mocker", "aioresponses.aioresponses", "moto.mock_aws",
    }
)  # fmt: skip
STACKS = frozenset({"contextlib.ExitStack", "contextlib.AsyncExitStack"})
CONTEXTS = frozenset({"app_context", "test_request_context", "request_context"})  # methods of a Flask application
MONKEYPATCHES = frozenset({"pytest.MonkeyPatch", "_pytest.monkeypatch.MonkeyPatch"})
PROCESSES = frozenset(
    {
        "subprocess.Popen", "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell",
        "multiprocessing.Process", "multiprocessing.context.Process", "psutil.Popen",
    }
)  # fmt: skip
EXECUTORS = frozenset(
    {
        "concurrent.futures.ThreadPoolExecutor", "concurrent.futures.ProcessPoolExecutor",
        "concurrent.futures.thread.ThreadPoolExecutor", "concurrent.futures.process.ProcessPoolExecutor",
        "multiprocessing.Pool", "multiprocessing.pool.ThreadPool", "multiprocessing.pool.Pool",
    }
)  # fmt: skip
SERVERS = frozenset(
    {
        "http.server.HTTPServer", "http.server.ThreadingHTTPServer", "socketserver.TCPServer",
        "socketserver.ThreadingTCPServer", "socketserver.UDPServer", "socketserver.ThreadingUDPServer",
        "xmlrpc.server.SimpleXMLRPCServer", "wsgiref.simple_server.make_server",
    }
)  # fmt: skip
WAITED_FOR = frozenset(
    f"asyncio.{name}"
    for name in ("Queue", "PriorityQueue", "LifoQueue", "Event", "Condition", "Lock", "Semaphore", "BoundedSemaphore")
)
MOCKS = frozenset({"unittest.mock.AsyncMock", "mock.AsyncMock", "mocker.AsyncMock"})
COUNTING = frozenset(f"{module}.{name}" for module in ("unittest.mock", "mock") for name in ("Mock", "MagicMock"))
KINDS = {
    **dict.fromkeys(COUNTING, "mock of module"),
    **dict.fromkeys(PATCHERS, "patcher"),
    **dict.fromkeys(PROCESSES, "process"),
    **dict.fromkeys(EXECUTORS, "executor"),
    **dict.fromkeys(MOCKS, "mock"),
    **dict.fromkeys(SERVERS, "server"),
    **dict.fromkeys(WAITED_FOR, "of a loop"),
    **dict.fromkeys(STAND_INS, "patcher"),
    **dict.fromkeys(STACKS, "stack"),
    **dict.fromkeys(MONKEYPATCHES, "monkeypatch"),
}
# Held for the sake of what these methods do; without one of them nothing is to be ended.
WORKING = {
    "patcher": frozenset({"start", "__enter__"}),
    "context": frozenset({"push", "__enter__"}),
    "stack": frozenset({"enter_context", "enter_async_context", "push", "callback", "push_async_callback"}),
    "monkeypatch": frozenset(
        {"setattr", "setenv", "setitem", "delattr", "delenv", "delitem", "chdir", "syspath_prepend"}
    ),
}
NOT_STARTED = ("FileNotFoundError", "PermissionError", "NotADirectoryError")
ENDING = frozenset({"stop", "stopall", "__exit__", "close", "enter_context", "addCleanup", "addfinalizer"})


class Holder(NamedTuple):
    """What a name is, and in which function or class it is."""

    name: str
    root: str
    home: ast.AST | None  # function or class, None for the module


def held_of(grove: Grove, tree: ast.Module, reader: Reader) -> tuple[Held, ...]:
    """Everything of these kinds that the file makes, in the order of its lines."""
    found = []
    wide: Grove | None = None  # the whole module, for names that live there or in a class
    for node in grove.all(ast.Call):
        kind = KINDS.get(grove.scopes[node].reader.dotted(node.func), "") or _context(node.func)
        if not kind or _is_decorator(node, grove) or _should_fail(node, grove):
            continue
        scope = grove.scopes[node]
        holder = _holder(node, grove) or Holder("", "", None)
        if kind == "of a loop" and holder.root not in ("module", "class"):
            continue  # one that a function makes is of the loop that runs it
        if kind == "mock of module" and (holder.root != "module" or scope.node is not None):
            continue  # most are of one test
        if holder.root not in ("", "local") and wide is None:
            wide = Grove(tree.body, reader)
        where = grove if holder.root in ("", "local") or wide is None else wide
        uses, shared = _uses(holder, where) if holder.name else ((_use(node, grove),), False)
        working = WORKING.get(kind)
        is_given = kind == "monkeypatch" and any(use.how in ("returned", "yielded") for use in uses)
        if working is None or is_given or any(use.what in working for use in uses):
            expr = scope.reader.expr(node)
            found.append(Held(kind, expr, scope.within, holder.name, holder.root, shared, uses))
        elif kind == "patcher" and (started := _started_in_loop(node, grove, tree)):
            found.append(started)
    return tuple(sorted(found, key=lambda each: each.expr.place))


def _context(func: ast.expr) -> str:
    """Of whatever application: most often a fixture or a function gives it."""
    return "context" if isinstance(func, ast.Attribute) and func.attr in CONTEXTS else ""


def _started_in_loop(node: ast.Call, grove: Grove, tree: ast.Module) -> Held | None:
    """`for each in [patch(…), …]: each.start()`, a comprehension that does so, also where the list has a name or is one
    itself, in a file that ends nothing."""
    items = grove.parents.get(node)
    is_list = isinstance(items, (ast.List, ast.Tuple)) and items.elts[0] is node
    if not is_list and not (isinstance(items, ast.ListComp) and items.elt is node):
        return None
    parent = grove.parents.get(items) if items else None
    name = ast.unparse(parent.targets[0]) if isinstance(parent, ast.Assign) else ""
    for loop, target, over in _loops(grove):
        if (over is items or (name and ast.unparse(over) == name)) and isinstance(target, ast.Name):
            calls = [each for each in nodes_in(loop) if isinstance(each, ast.Attribute) and each.attr == "start"]
            own = [each for each in calls if isinstance(each.value, ast.Name) and each.value.id == target.id]
            if own and not _may_end(tree) and not _is_handed_on(name, grove):
                scope = grove.scopes[node]
                use = Use("method", "start", scope.reader.place(own[0]), scope.within)
                root = "self" if "." in name else ""
                return Held("patcher", scope.reader.expr(node), scope.within, "", root, uses=(use,))
    return None


def _loops(grove: Grove) -> Iterator[tuple[ast.AST, ast.expr, ast.expr]]:
    """All loops and comprehensions of one part: what each item is called, and what it runs over."""
    for each in grove.all(ast.For):
        yield each, each.target, each.iter
    comprehensions: list[ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp] = [
        *grove.all(ast.ListComp), *grove.all(ast.SetComp), *grove.all(ast.DictComp), *grove.all(ast.GeneratorExp),
    ]  # fmt: skip
    for comp in comprehensions:
        first = comp.generators[0]
        if len(comp.generators) == 1 and not first.ifs:
            yield comp, first.target, first.iter


def _may_end(tree: ast.Module) -> bool:
    return any(isinstance(each, ast.Attribute) and each.attr in ENDING for each in nodes_in(tree))


def _is_handed_on(name: str, grove: Grove) -> bool:
    """Is the list given to something else that may stop what is in it?"""
    for node in grove.named(name) if name and "." not in name else ():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            parent = grove.parents.get(node)
            is_run_over = isinstance(parent, (ast.For, ast.comprehension)) and parent.iter is node
            if not is_run_over and not isinstance(parent, ast.Subscript):
                return True
    return False


def _is_decorator(node: ast.Call, grove: Grove) -> bool:
    parent = grove.parents.get(node)
    return isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _should_fail(node: ast.Call, grove: Grove) -> bool:
    """Does it stand in `with pytest.raises(…)`, so that nothing is made, or in a `try` that awaits its failure?"""
    tried = next((each for each in grove.above(node) if isinstance(each, ast.Try)), None)
    if tried and len(tried.body) == 1 and tried.handlers and not tried.orelse:
        names = [ast.unparse(each.type) if each.type else "" for each in tried.handlers]
        if isinstance(tried.body[0], ast.Expr) and all(name in NOT_STARTED for name in names):
            return True
    blocks = [each for each in grove.above(node) if isinstance(each, (ast.With, ast.AsyncWith))]
    entered = [item.context_expr for block in blocks for item in block.items]
    calls = [each for each in entered if isinstance(each, ast.Call) and each is not node]
    return any(grove.scopes[each].reader.chain(each.func).endswith(("raises", "assertRaises")) for each in calls)


def _holder(node: ast.Call, grove: Grove) -> Holder | None:
    """The one name that what is made is bound to at once."""
    value: ast.AST = node
    parent = grove.parents.get(node)
    if isinstance(parent, ast.Await):
        value, parent = parent, grove.parents.get(parent)
    target: ast.expr | None = None
    if isinstance(parent, ast.Assign) and parent.value is value and len(parent.targets) == 1:
        target = parent.targets[0]
    elif isinstance(parent, (ast.AnnAssign, ast.NamedExpr)) and parent.value is value:
        target = parent.target
    elif isinstance(parent, ast.withitem) and isinstance(parent.optional_vars, ast.Name):
        return None  # it ends with the block
    scope = grove.scopes[node]
    if isinstance(target, ast.Name):
        return _of_name(target.id, scope, grove, node)
    if not (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and scope.klass):
        return None
    is_own = target.value.id in ("self", "cls", scope.klass.name)
    return Holder(target.attr, "self", scope.klass) if is_own else None


def _of_name(name: str, scope: Scope, grove: Grove, node: ast.AST) -> Holder | None:
    klass = next((each for each in grove.above(node) if isinstance(each, ast.ClassDef)), None)
    if klass is not None and (scope.node is None or scope.klass is not klass):
        return Holder(name, "class", klass)
    if scope.node is not None and scope.kind_of(name) in ("local", "param"):
        return Holder(name, "local", scope.node)
    return Holder(name, "module", None)


def _uses(holder: Holder, grove: Grove) -> tuple[tuple[Use, ...], bool]:
    """What is done with the name where it lives, and whether it is ever bound to something else."""
    found, bound = [], 0
    for node in grove.named(holder.name):
        if not _is(node, holder, grove.scopes[node], grove):
            continue
        if isinstance(node.ctx, ast.Load):
            found.append(_use(node, grove))
        elif isinstance(node.ctx, ast.Store) and not _is_none(grove.parents.get(node)):
            bound += 1
    return tuple(sorted(found, key=lambda use: use.place)), bound > 1


def _is(node: ast.AST, holder: Holder, scope: Scope, grove: Grove) -> bool:
    if holder.root in ("self", "class"):
        is_own = isinstance(node, ast.Attribute) and node.attr == holder.name and isinstance(node.value, ast.Name)
        return is_own and (scope.klass is holder.home or any(each is holder.home for each in grove.above(node)))
    if not isinstance(node, ast.Name) or node.id != holder.name:
        return False
    if holder.root == "module":
        return scope.kind_of(holder.name) in ("module", "")
    inner: Scope | None = scope
    while inner and inner.node is not holder.home:
        inner = inner.outer
    return inner is not None


def _is_none(stmt: ast.AST | None) -> bool:
    """Does it only say that there is nothing yet, or no more?"""
    if not isinstance(stmt, (ast.Assign, ast.AnnAssign)):
        return False
    return stmt.value is None or (isinstance(stmt.value, ast.Constant) and stmt.value.value is None)


def _use(node: ast.expr, grove: Grove) -> Use:
    """How this mention of the thing is used."""
    scope = grove.scopes[node]
    outer: ast.AST = node
    parent = grove.parents.get(node)
    if isinstance(parent, ast.Await):
        outer, parent = parent, grove.parents.get(parent)
    how, what, last = "other", "", parent
    if isinstance(parent, ast.Attribute):
        how, what = ("reads" if isinstance(parent.ctx, ast.Load) else "writes"), parent.attr
        call = grove.parents.get(parent)
        if isinstance(call, ast.Call) and call.func is parent:
            how, last = "method", call
        elif isinstance(call, ast.Attribute):  # mock.child.method()
            how, what, last = _deeper(parent, call, grove)
    elif isinstance(parent, ast.withitem):
        how = "with"
    elif isinstance(parent, ast.Return):
        how = "returned"
    elif isinstance(parent, (ast.Yield, ast.YieldFrom)):
        how = "yielded"
    elif isinstance(parent, ast.Call):
        how, what = ("method", "()") if parent.func is outer else ("argument", scope.reader.chain(parent.func))
        last = parent
    elif isinstance(parent, ast.keyword):
        call = grove.parents.get(parent)
        how, what = "argument", scope.reader.chain(call.func) if isinstance(call, ast.Call) else ""
    elif isinstance(parent, ast.Expr):
        how = "dropped"
    elif isinstance(parent, (ast.Assert, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.If, ast.While)):
        how = "looked at"
    return _placed(how, what, node, last, grove)


def _deeper(first: ast.Attribute, second: ast.Attribute, grove: Grove) -> tuple[str, str, ast.AST]:
    """`mock.child.method()`, however deep."""
    names: list[str] = [first.attr]
    here: ast.AST = second
    while isinstance(here, ast.Attribute):
        names.append(here.attr)
        last, here = here, grove.parents[here]
    is_called = isinstance(here, ast.Call) and here.func is last
    return ("method" if is_called else "reads"), ".".join(names), here


def _placed(how: str, what: str, node: ast.expr, last: ast.AST | None, grove: Grove) -> Use:
    scope = grove.scopes[node]
    above = grove.parents.get(last) if last else None
    awaited = isinstance(above, ast.Await)
    statement = isinstance(grove.parents.get(above) if awaited and above else above, ast.Expr)
    place = scope.reader.place(last if isinstance(last, ast.Call) else node)
    asserted = how == "method" and not awaited and last is not None and is_asserted(last, scope, grove)
    return Use(how, what, place, scope.within, grove.is_late(node), statement, awaited, asserted)
