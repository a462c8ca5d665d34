"""Statements of tests that check nothing, though they look so."""

from __future__ import annotations

import ast
import re

from doctor.facts.sources.scopes import Grove, Scope, only_value
from doctor.knowledge.syntax import first_name, nodes_in
from doctor.model.flows import Idle

TRUTHS = frozenset({"isinstance", "issubclass", "hasattr", "callable", "all", "any"})

# Pure functions whose answer is all that they give, and methods of texts, of these names.
PURE = frozenset({
    "isinstance", "issubclass", "callable", "math.isclose", "cmath.isclose", "numpy.isclose", "numpy.allclose",
    "numpy.array_equal", "numpy.may_share_memory", "numpy.shares_memory", "torch.allclose", "torch.equal",
    "torch.isclose",
})  # fmt: skip
PURE_NAMES = frozenset(name.rpartition(".")[2] for name in PURE)
OF_TEXTS = frozenset({"startswith", "endswith"})
# What may take it for something to check, to look for in a database, or to remember
OTHERS = re.compile(r"(?i)mock|spy|expect|that|should|check|verif|assert|ensure|valid|quer|select|filter|col|field")
# What a value is handed to that checks by comparing: `expect(total) == 3` of expecter, robber, or the test's own
CHECKING = re.compile(r"(?i)^(expect|should|that|(assert|expect|check)_?that)$")
FOLDING = frozenset({"all", "any"})

# What ends a test, or skips it, once it is called.
OUTCOMES = frozenset({"pytest.fail", "pytest.skip", "pytest.xfail", "pytest.exit", "self.fail", "self.skipTest"})
ENDS = frozenset(name.rpartition(".")[2] for name in OUTCOMES)
TRUE_OR_FALSE = frozenset({"assertTrue", "assertFalse", "assert_"})  # of a TestCase: a value and a message


COMPARING = frozenset({"__eq__", "__ne__", "__iter__", "__len__", "__hash__", "__cmp__"})
EXPECTED = ("raises", "warns", "assertRaises", "assertWarns")


def may_be(stmt: ast.stmt) -> bool:
    """Is it worth to look at what is around this statement?"""
    kind = type(stmt)
    if kind is ast.Expr:
        value = stmt.value  # type: ignore[attr-defined]
        if type(value) is ast.Call:
            return _is_of_case(value) or _may_be_asking(value)
        return _is_comparison(value) or getattr(value, "attr", getattr(value, "id", "")) in ENDS
    if kind is ast.Assert:
        return stmt.msg is not None and _is_value(stmt.msg)  # type: ignore[attr-defined]
    if kind is ast.With:
        return any(_text_of(item.context_expr) is not None for item in stmt.items)  # type: ignore[attr-defined]
    return isinstance(stmt, ast.AsyncWith) and any(_is_expecting(item.context_expr) for item in stmt.items)


def _is_comparison(node: ast.expr) -> bool:
    """Not `in`, for which a container may fetch what it holds, nor an order that may not be there."""
    return type(node) is ast.Compare and isinstance(node.ops[0], (ast.Eq, ast.NotEq, ast.Is, ast.IsNot))


def _is_of_case(node: ast.Call) -> bool:
    """Is it `self.assertTrue(total, 3)`, or with what is expected by its name?"""
    func = node.func
    if type(func) is not ast.Attribute or func.attr not in TRUE_OR_FALSE or len(node.args) != 2:
        return False
    second = node.args[1]
    is_same = isinstance(second, ast.Constant) and (second.value is None or isinstance(second.value, bool))
    return not is_same and (_is_value(second) or getattr(second, "id", "").startswith("expected"))


def _may_be_asking(node: ast.Call) -> bool:
    func = node.func
    name = func.attr if type(func) is ast.Attribute else getattr(func, "id", "")
    return name in PURE_NAMES or name in OF_TEXTS or name in FOLDING


def _is_asking(node: ast.Call, scope: Scope) -> bool:
    """Is it `isinstance(shape, Circle)`, `text.startswith("a")`, `all(row > 0 for row in rows)` or the like?"""
    func, name = node.func, scope.reader.chain(node.func)
    if isinstance(func, ast.Attribute) and func.attr in OF_TEXTS:
        given = node.args[0] if len(node.args) == 1 and not node.keywords else None
        is_text = isinstance(given, ast.Constant) and isinstance(given.value, (str, bytes))
        return is_text and not _may_be_other(func.value, scope)
    if isinstance(func, ast.Name) and scope.kind_of(func.id) not in ("import", "module"):
        return False
    if name in FOLDING:
        given = node.args[0] if len(node.args) == 1 else None
        return isinstance(given, (ast.GeneratorExp, ast.ListComp)) and _is_truth(given.elt, scope)
    return name in PURE and _is_of_test(node, scope) and len(node.args) + len(node.keywords) > (name != "callable")


def _may_be_other(node: ast.expr, scope: Scope) -> bool:
    """May it be no text: `expect(name).startswith("a")`, `Mock().startswith("a")`?"""
    name = first_name(node)
    value = only_value(name, scope) if scope.node is not None and scope.kind_of(name) == "local" else None
    return any(OTHERS.search(ast.unparse(each)) for each in (node, value) if each is not None)


def _is_of_test(call: ast.Call, scope: Scope) -> bool:
    """Is it asked of something that the test makes? Of what is imported it may be asked for what asking does."""
    inner = [each for value in call.args for each in nodes_in(value)]
    names = [each.id for each in inner if isinstance(each, ast.Name)]
    makes = any(isinstance(each, ast.Call) for each in inner)
    return makes or any(scope.kind_of(each) in ("local", "param", "self") for each in names)


def _is_truth(node: ast.expr, scope: Scope) -> bool:
    if isinstance(node, ast.Call):
        return _is_asking(node, scope)
    calls = [getattr(each.func, "id", "") for each in nodes_in(node) if isinstance(each, ast.Call)]
    return isinstance(node, ast.Compare) and all(name in ("len", "type", "abs") for name in calls)


def _text_of(node: ast.expr) -> ast.Constant | None:
    """The text behind the exception in `raises(ValueError, "no number")`, where a function would stand."""
    if not isinstance(node, ast.Call) or len(node.args) < 2 or not _is_expecting(node):
        return None
    second = node.args[1]
    return second if isinstance(second, ast.Constant) and isinstance(second.value, str) else None


def _is_expecting(node: ast.expr) -> bool:
    func = node.func if isinstance(node, ast.Call) else None
    return getattr(func, "attr", getattr(func, "id", "")) in EXPECTED


def idle_of(grove: Grove) -> tuple[Idle, ...]:
    """All of them, in the order of the lines."""
    found = []
    for stmt in grove.all(ast.Expr):
        compared, scope = stmt.value, grove.scopes[stmt]
        if isinstance(compared, (ast.Attribute, ast.Name)) and (name := scope.reader.chain(compared)) in OUTCOMES:
            found.append(_idle("uncalled", compared, scope, name))
        elif isinstance(compared, ast.Call) and _is_of_case(compared) and _is_bare(compared.args[0]):
            found.append(_idle("message", compared, scope, getattr(compared.func, "attr", "")))
        is_asking = isinstance(compared, ast.Call) and _may_be_asking(compared) and _is_asking(compared, scope)
        if is_asking and not grove.may_fail(stmt):
            found.append(_idle("asked", compared, scope, scope.reader.chain(getattr(compared, "func", compared))))
        if not isinstance(compared, ast.Compare) or not _is_comparison(compared):
            continue
        if not (grove.may_fail(stmt) or _is_for_its_effect(compared, scope) or _is_checking(compared.left, scope)):
            found.append(_idle("compared", compared, scope))
    for check in grove.all(ast.Assert):
        if check.msg is not None and _is_value(check.msg) and _is_bare(check.test):
            found.append(_idle("comma", check.msg, grove.scopes[check]))
    for block in grove.all(ast.AsyncWith):
        for item in block.items:
            call = item.context_expr
            chain = grove.scopes[block].reader.chain(call.func) if isinstance(call, ast.Call) else ""
            if chain in ("pytest.raises", "pytest.warns"):
                found.append(_idle("entered", call, grove.scopes[block], chain))
    for with_ in grove.all(ast.With):
        for item in with_.items:
            call, scope = item.context_expr, grove.scopes[with_]
            text = _text_of(call)
            chain = scope.reader.chain(call.func) if text is not None and isinstance(call, ast.Call) else ""
            if text is not None and (chain in ("pytest.raises", "pytest.warns") or chain.startswith("self.assert")):
                is_plain = re.escape(str(text.value)) == str(text.value).replace(" ", "\\ ")
                found.append(_idle("text" if is_plain else "pattern", text, scope, chain))
    return tuple(sorted(found, key=lambda each: each.place))


def _idle(how: str, node: ast.expr, scope: Scope, name: str = "") -> Idle:
    return Idle(how, scope.reader.place(node), scope.within, name)


def _is_checking(node: ast.expr, scope: Scope) -> bool:
    """Is it `expect(total)`, `expect(total).value` or `total.should`, which fails by itself? Playwright's does not."""
    chain = scope.reader.chain(node)
    return not chain.startswith("playwright.") and any(map(CHECKING.match, re.split(r"[.()\[\]]+", chain)))


def _is_for_its_effect(node: ast.Compare, scope: Scope) -> bool:
    """Does the test look afterwards at a variable that was compared? `__eq__` may keep what differs, for a message. Of
    what is compared with its like, `Grid(3) == Grid(3)`, the answer is known: the test tries what comparing does. So it
    does where it defines how things are compared."""
    is_same = not isinstance(node.left, ast.Constant) and ast.dump(node.left) == ast.dump(node.comparators[0])
    if is_same or (scope.node is not None and any(map(_says_how, nodes_in(scope.node)))):
        return True
    compared = {each.id for each in (node.left, *node.comparators) if isinstance(each, ast.Name)}
    return scope.node is not None and any(
        isinstance(each, ast.Name) and each.id in compared and each.lineno > (node.end_lineno or node.lineno)
        for each in nodes_in(scope.node)
    )


def _says_how(node: ast.AST) -> bool:
    """Is it a method by which objects are compared, as a class defines or sets it?"""
    return getattr(node, "name", getattr(node, "id", "")) in COMPARING


def _is_value(node: ast.expr) -> bool:
    """Is it a number, a truth value, or a list or dictionary as it is written?"""
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, (str, bytes)) and node.value is not ...
    return isinstance(node, (ast.List, ast.Dict, ast.Set)) and not any(
        isinstance(each, ast.Name) for each in nodes_in(node)
    )


def _is_bare(node: ast.expr) -> bool:
    """Is it a value that could be compared, and no condition yet?"""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRUTHS:
        return False
    return isinstance(node, (ast.Call, ast.Name, ast.Attribute, ast.Subscript, ast.BinOp, ast.Await))
