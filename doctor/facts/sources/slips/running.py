"""Work that a test hands to threads, processes and tasks, and whose failure, or end, it does not see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope, lines_of, made_by
from doctor.facts.sources.slips.swallowed import checks_in
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

STARTING = ("Thread", "Process", "submit")
STARTS = tuple(f"{name}(".encode() for name in STARTING)
GATHERS = re.compile(rb"return_exceptions\s*=\s*True")
POOLS = ("concurrent.futures.ThreadPoolExecutor", "concurrent.futures.ProcessPoolExecutor")
PROCESSES = ("multiprocessing.Process", "multiprocessing.get_context().Process")


def start_lines(data: bytes) -> list[int]:
    """Where something is started that may fail unseen."""
    found = [word for word in STARTS if word in data]
    return lines_of(rb"\b(?:%b)" % b"|".join(map(re.escape, found)), data) if found else []


def unseen_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """Functions of the file that assert, and run in a process or pool whose outcome the test does not ask for; and
    threads that never end."""
    top = {each.name: each for each in tree.body if isinstance(each, FUNCTIONS)}
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        if scope.node is None or getattr(call.func, "attr", getattr(call.func, "id", "")) not in STARTING:
            continue
        chain = scope.reader.chain(call.func)
        if chain == "threading.Thread":
            yield from _endless(call, scope, top, grove)
        elif chain in PROCESSES:
            yield from _processed(call, scope, top)
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "submit":
            yield from _submitted(call, scope, top, grove)


def _target(node: ast.expr | None, scope: Scope, top: dict[str, Function]) -> Function | None:
    """The function of the test, or at the top of the file, that a name stands for."""
    if not isinstance(node, ast.Name) or scope.node is None:
        return None
    inner = [each for each in scope.node.body if isinstance(each, FUNCTIONS) and each.name == node.id]
    return inner[0] if inner else top.get(node.id) if scope.kind_of(node.id) == "module" else None


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == name), None)


def _check(function: Function | None) -> ast.stmt | None:
    """The first assertion of a function, if it is not within a `try`."""
    return next(checks_in(function.body), None) if function else None


def _is_looked_at_later(call: ast.Call, scope: Scope) -> bool:
    assert scope.node is not None
    return any(stmt.lineno > call.lineno for stmt in checks_in(scope.node.body))


def _endless(call: ast.Call, scope: Scope, top: dict[str, Function], grove: Grove) -> Iterator[Slip]:
    target = _target(_keyword(call, "target"), scope, top)
    is_daemon = any(each.arg in ("daemon", None) for each in call.keywords)
    assert scope.node is not None
    sets = any(isinstance(each, ast.Attribute) and each.attr == "daemon" for each in nodes_in(scope.node))
    if target is None or is_daemon or sets:
        return
    for loop in nodes_in(target):
        forever = isinstance(loop, ast.While) and isinstance(loop.test, ast.Constant) and loop.test.value
        ends = (ast.Break, ast.Return, ast.Raise, ast.Yield, ast.Try, ast.With)
        if isinstance(loop, ast.While) and forever and not any(isinstance(each, ends) for each in nodes_in(loop)):
            yield Slip(
                "endless", scope.reader.place(call), scope.within, target.name, others=(scope.reader.place(loop),)
            )
            return


def _processed(call: ast.Call, scope: Scope, top: dict[str, Function]) -> Iterator[Slip]:
    check = _check(_target(_keyword(call, "target"), scope, top))
    assert scope.node is not None
    asks = any(isinstance(each, ast.Attribute) and each.attr == "exitcode" for each in nodes_in(scope.node))
    if check is not None and not asks and not _is_looked_at_later(call, scope):
        yield Slip("processed", scope.reader.place(call), scope.within, others=(scope.reader.place(check),))


def _submitted(call: ast.Call, scope: Scope, top: dict[str, Function], grove: Grove) -> Iterator[Slip]:
    parent = grove.parents.get(call)
    pool = call.func.value if isinstance(call.func, ast.Attribute) else None
    if not isinstance(parent, ast.Expr) or not isinstance(pool, ast.Name) or not call.args:
        return
    check = _check(_target(call.args[0], scope, top))
    if check is not None and made_by(pool.id, scope) in POOLS and not _is_looked_at_later(call, scope):
        yield Slip("submitted", scope.reader.place(call), scope.within, others=(scope.reader.place(check),))


def gathered_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`await asyncio.gather(…, return_exceptions=True)` of functions that assert, with nothing done about what it
    gives."""
    top = {each.name: each for each in tree.body if isinstance(each, FUNCTIONS)}
    for stmt in grove.all(ast.Expr):
        call = stmt.value.value if isinstance(stmt.value, ast.Await) else None
        scope = grove.scopes[stmt]
        if not isinstance(call, ast.Call) or scope.node is None or scope.reader.chain(call.func) != "asyncio.gather":
            continue
        value = _keyword(call, "return_exceptions")
        is_set = isinstance(value, ast.Constant) and value.value is True
        if is_set and not _cancels(scope) and not _is_looked_at_later(call, scope):
            checks = [_check(_target(each.func, scope, top)) for each in _gathered(call)]
            if found := next((each for each in checks if each), None):
                reader = scope.reader
                yield Slip("gathered", reader.place(call), scope.within, others=(reader.place(found),))


def _gathered(call: ast.Call) -> Iterator[ast.Call]:
    """The calls whose coroutines are gathered: also `*(check(each) for each in rows)`."""
    for each in call.args:
        inner = each.value if isinstance(each, ast.Starred) else each
        made = inner.elt if isinstance(inner, (ast.ListComp, ast.GeneratorExp)) else inner
        if isinstance(made, ast.Call):
            yield made


def _cancels(scope: Scope) -> bool:
    assert scope.node is not None
    return any(isinstance(each, ast.Attribute) and each.attr == "cancel" for each in nodes_in(scope.node))
