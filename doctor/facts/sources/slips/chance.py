"""Assertions whose outcome chance decides: what the clock says, and the order of a set of texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, lines_around
from doctor.facts.sources.slips.failing import may_not_run
from doctor.knowledge.syntax import first_name, nodes_in
from doctor.model.slips import Slip

CLOCKS = (b"now(", b"time()", b"time_ns(", b".today(", b"perf_counter(")
CHECK = re.compile(rb"[ \t]+(?:assert |self\.assert\w*Equals?\()")
STOPPED = re.compile(  # what holds the clock, or stands in for it
    rb"(?i)freez|frozen|travel|time_machine|dirty_equals|(?:patch|mock|setattr|fake|stub)[^)]{0,200}?(?:time|now|clock)"
    rb"|\bdef test\w*\([^\n]*(?:time|now|clock)|\bwith [\w.]*(?:time|now|clock)"
)
NOWS = frozenset({
    "datetime.datetime.now()", "datetime.datetime.utcnow()", "datetime.datetime.today()", "time.time()",
    "time.time_ns()", "time.perf_counter()", "django.utils.timezone.now()", "pandas.Timestamp.now()",
    "pandas.Timestamp.utcnow()", "pandas.Timestamp.today()", "pendulum.now()", "arrow.now()", "arrow.utcnow()",
})  # fmt: skip
LENIENT = re.compile(
    r"(?i)approx|close|near|almost|within|between|any\b|\b(?-i:[iI]s[A-Z_])|matcher|freez|frozen|mock|fake"
)
EQUAL = ("self.assertEqual", "self.assertEquals", "self.assertListEqual", "self.assertTupleEqual")

MADE = re.compile(rb"= (?:frozenset\(|set\(|\{[^\n:]*\n|\w+ [|&^-] )")
NAME = re.compile(rb"\w+")
OF_MADE = (b"(set(", b"(frozenset(", b"({", b" in set(", b" in {", b" in frozenset(")
ORDERED = re.compile(CHECK.pattern + rb"[^\n]*(?:\b(?:list|tuple|str|join)\(|\[\w+ for )")
OF_SETS = ("union", "intersection", "difference", "symmetric_difference", "copy")


def equals_of(grove: Grove) -> Iterator[tuple[ast.expr, ast.expr, Scope]]:
    """The two sides of what is asserted to be equal, wherever it is certain to be asked."""
    for stmt in grove.all(ast.Assert):
        scope = grove.scopes[stmt]
        tests = stmt.test.values if isinstance(stmt.test, ast.BoolOp) and isinstance(stmt.test.op, ast.And) else []
        for each in tests or [stmt.test]:
            is_plain = isinstance(each, ast.Compare) and len(each.ops) == 1 and isinstance(each.ops[0], ast.Eq)
            if scope.node is not None and is_plain and isinstance(each, ast.Compare) and not may_not_run(stmt, grove):
                yield each.left, each.comparators[0], scope
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        is_check = scope.node is not None and len(call.args) > 1 and scope.reader.chain(call.func) in EQUAL
        if is_check and not may_not_run(call, grove):
            yield call.args[0], call.args[1], scope


def now_lines(data: bytes) -> list[int]:
    found = lines_around(CLOCKS, CHECK, data)
    return [] if found and STOPPED.search(data) else found


def nows_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`assert item.created == datetime.now()`: the name is what reads the clock."""
    for left, right, scope in equals_of(grove):
        for clock, other in ((left, right), (right, left)):
            chain = scope.reader.chain(clock)
            if chain in NOWS and scope.kind_of(first_name(clock)) == "import" and _is_exact(other, scope):
                yield Slip("clocked", scope.reader.place(clock), scope.within, chain)
                break


def _is_exact(node: ast.expr, scope: Scope) -> bool:
    """Is it no object that equals what comes near to it?"""
    assert scope.node is not None
    texts = [ast.unparse(node)]
    if isinstance(node, ast.Name):
        made = [each for each in nodes_in(scope.node) if isinstance(each, (ast.Assign, ast.AnnAssign, ast.withitem))]
        texts += [ast.unparse(each) for each in made if _gives(each, node.id)]
    return not any(LENIENT.search(text) for text in texts)


def _gives(node: ast.Assign | ast.AnnAssign | ast.withitem, name: str) -> bool:
    others = (getattr(node, "target", None), getattr(node, "optional_vars", None))
    targets = (*(node.targets if isinstance(node, ast.Assign) else ()), *others)
    return any(isinstance(each, ast.AST) and name in ast.unparse(each) for each in targets)


def set_lines(data: bytes) -> list[int]:
    """Where what is made of a set may be asserted, there and then or by a name."""
    if b"==" not in data and b"assertEqual" not in data:
        return []
    names = {data[data.rfind(b"\n", 0, hit.start()) + 1 : hit.start()].strip() for hit in MADE.finditer(data)}
    words = [mark + name for name in names if NAME.fullmatch(name) for mark in (b"(", b" in ")]
    return lines_around([*OF_MADE, *words], ORDERED, data)


def sets_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`assert list(set(tags)) == ["a", "b"]`: the name is what gives the elements an order."""
    own = {each.name for each in nodes_in(tree) if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))}
    if own & {"set", "list", "tuple", "str", "frozenset"}:
        return
    for left, right, scope in equals_of(grove):
        for made, wanted in ((left, right), (right, left)):
            if how := _ordered(made, wanted, scope):
                yield Slip("ordered", scope.reader.place(made), scope.within, how)
                break


def _ordered(made: ast.expr, wanted: ast.expr, scope: Scope) -> str:
    """What orders the texts of a set, if those that are wanted are several; else ""."""
    if isinstance(made, ast.ListComp) and len(made.generators) == 1 and _several(wanted):
        loop = made.generators[0]
        is_same = isinstance(made.elt, ast.Name) and made.elt.id == getattr(loop.target, "id", "")
        return "a comprehension" if is_same and _is_set(loop.iter, scope) else ""
    if not isinstance(made, ast.Call) or len(made.args) != 1 or made.keywords:
        return ""
    of, func = made.args[0], made.func
    if isinstance(func, ast.Name) and func.id in ("list", "tuple"):
        return f"{func.id}()" if _several(wanted) and _is_set(of, scope) else ""
    text = wanted.value if isinstance(wanted, ast.Constant) and isinstance(wanted.value, str) else ""
    if isinstance(func, ast.Name) and func.id == "str":
        is_several = len(re.findall(r"'[^']*'", text)) > 1
        return "str()" if is_several and text.startswith("{") and _is_set(of, scope) else ""
    between = func.value.value if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Constant) else ""
    is_join = isinstance(func, ast.Attribute) and func.attr == "join" and isinstance(between, str) and between
    return "join()" if is_join and len(set(text.split(str(between)))) > 1 and _is_set(of, scope) else ""


def _several(node: ast.expr) -> bool:
    """Is it a literal list or tuple of texts, two of them not the same?"""
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else []
    texts = [each.value for each in elements if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return len(texts) == len(elements) and len(set(texts)) > 1


def _is_set(node: ast.expr, scope: Scope) -> bool:
    """Is it certain to be a set, that nothing has put in order?"""
    if isinstance(node, (ast.Set, ast.SetComp)):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitOr, ast.BitAnd, ast.Sub, ast.BitXor)):
        return _is_set(node.left, scope)
    if isinstance(node, ast.Call):
        func = node.func
        if isinstance(func, ast.Attribute):
            return func.attr in OF_SETS and _is_set(func.value, scope)
        is_plain = isinstance(func, ast.Name) and func.id in ("set", "frozenset")
        return is_plain and isinstance(func, ast.Name) and scope.kind_of(func.id) == "module"
    if isinstance(node, ast.Name) and scope.kind_of(node.id) == "local" and scope.node is not None:
        given = [each for each in nodes_in(scope.node) if _stores(each, node.id)]
        made = [each.value for each in nodes_in(scope.node) if isinstance(each, ast.Assign)
                and len(each.targets) == 1 and getattr(each.targets[0], "id", "") == node.id]  # fmt: skip
        return len(given) == len(made) == 1 and not isinstance(made[0], ast.Name) and _is_set(made[0], scope)
    return False


def _stores(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
