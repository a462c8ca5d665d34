"""How long a loop goes on that waits for something that never comes, where its numbers tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope
from doctor.knowledge.syntax import nodes_in

UNKNOWN = -1.0
CLOCKS = ("time.time", "time.monotonic", "time.perf_counter", "asyncio.get_event_loop().time", "loop.time")
Limit = tuple[float, str]  # seconds, and the parameter that gives them where it is not this default


def limit_of(node: ast.While | ast.For | ast.AsyncFor, grove: Grove) -> Limit:
    """Its pauses and deadlines alone: what each try takes comes on top."""
    scope = grove.scopes[node]
    if not isinstance(node, ast.While):
        return _of_range(node, scope, grove), ""
    found = [
        limit for each in nodes_in(node) if isinstance(each, ast.Compare) and (limit := _deadline(each, scope, grove))
    ]
    if found:
        return max(found)
    counted = [_counted(each, node, scope, grove) for each in nodes_in(node) if isinstance(each, ast.Compare)]
    return max(counted, default=UNKNOWN), ""


def _of_range(node: ast.For | ast.AsyncFor, scope: Scope, grove: Grove) -> float:
    call = node.iter
    if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "range" or len(call.args) > 2:
        return UNKNOWN
    bounds = [number(each, scope, grove)[0] for each in call.args]
    if UNKNOWN in bounds:
        return UNKNOWN
    first, last = (0.0, bounds[0]) if len(bounds) == 1 else (bounds[0], bounds[1])
    pauses = list(_pauses(node, grove))
    if any(isinstance(each, ast.Name) and each.id == getattr(node.target, "id", "") for each in pauses):
        return float(sum(range(int(first), int(last))))
    return (last - first) * _pause(pauses, scope, grove) if pauses else UNKNOWN


def _pauses(node: ast.AST, grove: Grove) -> Iterator[ast.expr]:
    calls = [each for each in nodes_in(node) if isinstance(each, ast.Call) and each in grove.scopes]
    for call in calls:
        if call.args and grove.scopes[call].reader.chain(call.func).rpartition(".")[2] == "sleep":
            yield call.args[0]


def _pause(pauses: list[ast.expr], scope: Scope, grove: Grove) -> float:
    """The shortest of them: not all are made in each round."""
    return max(0.0, min((number(each, scope, grove)[0] for each in pauses), default=0.0))


def _deadline(node: ast.Compare, scope: Scope, grove: Grove) -> Limit | None:
    """`time.time() < end` where `end = time.time() + 30`, `time.time() - start > 30`."""
    for one, other in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Sub) and _is_clock(one.left, grove):
            return number(other, scope, grove)
        if _is_clock(one, grove):
            end = _assigned(other, scope, grove) if isinstance(other, ast.Name) else other
            if isinstance(end, ast.BinOp) and isinstance(end.op, ast.Add):
                return number(end.left if _is_clock(end.right, grove) else end.right, scope, grove)
            return UNKNOWN, ""
    return None


def _is_clock(node: ast.expr, grove: Grove) -> bool:
    return isinstance(node, ast.Call) and node in grove.scopes and grove.scopes[node].reader.chain(node.func) in CLOCKS


def _counted(node: ast.Compare, loop: ast.While, scope: Scope, grove: Grove) -> float:
    """`tries < 60`, where the loop sleeps and counts."""
    name = node.left if isinstance(node.left, ast.Name) else None
    steps = [
        each.value
        for each in nodes_in(loop)
        if name and isinstance(each, ast.AugAssign) and getattr(each.target, "id", "") == name.id
    ]
    if name is None or len(steps) != 1:
        return UNKNOWN
    start, end = _assigned(name, scope, grove), number(node.comparators[0], scope, grove)[0]
    first = number(start, scope, grove)[0] if start else UNKNOWN
    step, pause = number(steps[0], scope, grove)[0], _pause(list(_pauses(loop, grove)), scope, grove)
    return abs(end - first) / step * pause if first != UNKNOWN and end != UNKNOWN and step > 0 else UNKNOWN


def number(node: ast.expr, scope: Scope, grove: Grove) -> Limit:
    """A number, also by a name that is given it once, or by the default of a parameter."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value), ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        one, other = number(node.left, scope, grove)[0], number(node.right, scope, grove)[0]
        return (UNKNOWN if UNKNOWN in (one, other) else one * other), ""
    if not isinstance(node, ast.Name):
        return UNKNOWN, ""
    if scope.node is not None and scope.kind_of(node.id) == "param":
        default = _default(node.id, scope.node)
        return (number(default, scope, grove)[0] if default else UNKNOWN), node.id
    value = _assigned(node, scope, grove)
    return number(value, scope, grove) if isinstance(value, ast.Constant) else (UNKNOWN, "")


def _default(name: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.expr | None:
    arguments = function.args
    plain = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(plain[len(plain) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return next((value for param, value in pairs if param.arg == name), None)


def _assigned(node: ast.Name, scope: Scope, grove: Grove) -> ast.expr | None:
    """What a name of the function, or else of the module, is given, where that is one thing."""
    for home in (scope, grove.module):
        found = [
            each.value
            for each in grove.all(ast.Assign)
            if grove.scopes[each] is home and any(getattr(target, "id", "") == node.id for target in each.targets)
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None
