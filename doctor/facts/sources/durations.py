"""How long a loop goes on that waits for something that never comes, where its numbers tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.outlined_names import assigned
from doctor.facts.sources.scopes import Function, Grove, Scope
from doctor.knowledge.syntax import nodes_in

UNKNOWN = -1.0
LONGEST = 1_000_000.0  # seconds, or rounds; what is more, or infinite, means that nobody counts
CLOCKS = ("time.time", "time.monotonic", "time.perf_counter", "asyncio.get_event_loop().time", "loop.time")
Limit = tuple[float, str]  # seconds, and the parameter that gives them where it is not this default
Loop = ast.While | ast.For | ast.AsyncFor


class Durations:
    """Of the loops in some functions of a file."""

    def __init__(self, grove: Grove, tree: ast.Module) -> None:
        self._grove = grove
        self._tree = tree

    def of(self, node: Loop) -> Limit:
        """Its pauses and deadlines alone: what each try takes comes on top."""
        scope = self._grove.scopes[node]
        if not isinstance(node, ast.While):
            return self._of_range(node, scope), ""
        compared = [each for each in nodes_in(node) if isinstance(each, ast.Compare)]
        found = [limit for each in compared if (limit := self._deadline(each, scope))]
        if found:
            return max(found)
        return max((self._counted(each, node, scope) for each in compared), default=UNKNOWN), ""

    def _of_range(self, node: ast.For | ast.AsyncFor, scope: Scope) -> float:
        call = node.iter
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "range" or len(call.args) > 2:
            return UNKNOWN
        bounds = [self._number(each, scope)[0] for each in call.args]
        if UNKNOWN in bounds or not bounds:
            return UNKNOWN
        first, last = (0.0, bounds[0]) if len(bounds) == 1 else (bounds[0], bounds[1])
        rounds, pauses = max(0.0, last - first), list(self._pauses(node))
        if any(isinstance(each, ast.Name) and each.id == getattr(node.target, "id", "") for each in pauses):
            return rounds * (first + last - 1) / 2  # it sleeps 0, 1, 2, … seconds
        return _in_all(rounds, self._pause(pauses, scope))

    def _pauses(self, node: ast.AST) -> Iterator[ast.expr]:
        scopes = self._grove.scopes
        calls = (each for each in nodes_in(node) if isinstance(each, ast.Call) and each in scopes)
        for call in calls:
            if call.args and scopes[call].reader.chain(call.func).rpartition(".")[2] == "sleep":
                yield call.args[0]

    def _pause(self, pauses: list[ast.expr], scope: Scope) -> float:
        """The shortest of them, for not all are made in each round; unknown where one of them is."""
        return min((self._number(each, scope)[0] for each in pauses), default=UNKNOWN)

    def _deadline(self, node: ast.Compare, scope: Scope) -> Limit | None:
        """`time.time() < end` where `end = time.time() + 30`, `time.time() - start > 30`."""
        for one, other in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
            if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Sub) and self._is_clock(one.left):
                return self._number(other, scope)
            if self._is_clock(one):
                end = self._assigned(other, scope) if isinstance(other, ast.Name) else other
                if isinstance(end, ast.BinOp) and isinstance(end.op, ast.Add):
                    return self._number(end.left if self._is_clock(end.right) else end.right, scope)
                return UNKNOWN, ""
        return None

    def _is_clock(self, node: ast.expr) -> bool:
        scope = self._grove.scopes.get(node)
        return isinstance(node, ast.Call) and scope is not None and scope.reader.chain(node.func) in CLOCKS

    def _counted(self, node: ast.Compare, loop: ast.While, scope: Scope) -> float:
        """`tries < 60`, where the loop sleeps and counts."""
        name = node.left if isinstance(node.left, ast.Name) else None
        steps = [
            each.value
            for each in nodes_in(loop)
            if name and isinstance(each, ast.AugAssign) and getattr(each.target, "id", "") == name.id
        ]
        start = self._assigned(name, scope) if name and len(steps) == 1 else None
        if start is None:
            return UNKNOWN
        first, end, step = (self._number(each, scope)[0] for each in (start, node.comparators[0], steps[0]))
        if UNKNOWN in (first, end) or step <= 0:
            return UNKNOWN
        return _in_all(abs(end - first) / step, self._pause(list(self._pauses(loop)), scope))

    def _number(self, node: ast.expr, scope: Scope) -> Limit:
        """A number, also by a name that is given it once, or by the default of a parameter."""
        if isinstance(node, ast.Constant):
            value = node.value
            return (float(value) if isinstance(value, (int, float)) and 0 <= value <= LONGEST else UNKNOWN), ""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            one, other = self._number(node.left, scope)[0], self._number(node.right, scope)[0]
            return (UNKNOWN if UNKNOWN in (one, other) else one * other), ""
        if not isinstance(node, ast.Name):
            return UNKNOWN, ""
        if scope.node is not None and scope.kind_of(node.id) == "param":
            default = _default(node.id, scope.node)
            # of `timeout=timeout` the second one is the module's
            return (self._number(default, self._grove.module)[0] if default else UNKNOWN), node.id
        given = self._assigned(node, scope)
        return self._number(given, scope) if isinstance(given, ast.Constant) else (UNKNOWN, "")

    def _assigned(self, node: ast.Name, scope: Scope) -> ast.expr | None:
        """What a name of the function, or else of the module, is given, where that is one thing."""
        own = [
            each.value
            for each in self._grove.all(ast.Assign)
            if self._grove.scopes[each] is scope
            and any(getattr(target, "id", "") == node.id for target in each.targets)
        ]
        found = own or [value for name, value in assigned(self._tree) if name == node.id]
        return found[0] if len(found) == 1 else None


def _in_all(rounds: float, pause: float) -> float:
    return UNKNOWN if pause == UNKNOWN else rounds * pause


def _default(name: str, function: Function) -> ast.expr | None:
    arguments = function.args
    plain = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(plain[len(plain) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return next((value for param, value in pairs if param.arg == name), None)
