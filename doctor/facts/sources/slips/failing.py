"""Checks that fail whatever the code does, or that do not take what they seem to."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, lines_at, lines_of
from doctor.knowledge.syntax import nodes_in, root
from doctor.model.slips import Slip

NAMED = re.compile(rb"\) as (\w+)[ \t]*[:,]")
OF_EXCEPTIONS = ("message", "msg", "args", "code", "errno", "strerror", "detail", "errors", "status_code", "exception")
BEGINS = ("startswith", "endswith")
GUARDS = (ast.Try, ast.If, ast.IfExp, ast.Lambda)

OF_MOCKS = (
    r"assert_(?:not_called|not_awaited|(?:called|awaited)(?:_once)?(?:_with)?|any_(?:call|await)|has_(?:calls|awaits))"
)
IS_OF_MOCK = re.compile(OF_MOCKS)
CHECKS = re.compile(rb"(?m)^[ \t]+assert (?:[\w.()\[\]]+\.%b|(?:\w+\.)*(?:testing\.)?assert_\w+)\(" % OF_MOCKS.encode())
LIBRARIES = ("numpy.testing.assert_", "pandas.testing.assert_", "polars.testing.assert_", "xarray.testing.assert_")

NESTED = re.compile(rb"approx\([ \t\r\n]*[\[{(]")
CONTAINERS = (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
KINDS = {"ListComp": "List", "DictComp": "Dict", "SetComp": "Set"}

EITHER = re.compile(rb"(?:aises(?:\w*\(|=\(?)|arns\()[ \t\r\n]*[\w.]+[ \t]+(?:or|and)[ \t]")
TAKING = ("pytest.raises", "pytest.warns", "self.assertRaises", "self.assertWarns", "self.assertRaisesRegex")
XFAIL = "pytest.mark.xfail"


def info_lines(data: bytes) -> list[int]:
    """Where the text, or an attribute, of what a block names behind `as` may be asked for."""
    names = b"|".join(sorted({hit[1] for hit in NAMED.finditer(data)}))
    attributes = "|".join(OF_EXCEPTIONS).encode()
    return lines_of(rb"\b(?:str\((?:%b)\)|(?:%b)\.(?:%b)\b)" % (names, names, attributes), data) if names else []


def infos_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """What `pytest.raises` gives is compared as if it were the exception, or is asked for an attribute of it."""
    known: dict[tuple[Scope, str], bool] = {}
    for node in grove.all(ast.Name):
        asked = _asked(node, grove) if isinstance(node.ctx, ast.Load) else None
        scope = grove.scopes[node]
        if asked is None or scope.node is None or scope.kind_of(node.id) != "local" or may_not_run(node, grove):
            continue
        key = (scope, node.id)
        if key not in known:
            known[key] = _is_info(node.id, scope)
        if known[key]:
            attribute = asked.attr if isinstance(asked, ast.Attribute) else ""
            yield Slip("info", scope.reader.place(asked), scope.within, node.id, attribute)


def _asked(node: ast.Name, grove: Grove) -> ast.expr | None:
    """`err.message`, or `str(err)` where it is compared with a text that it cannot be."""
    parent = grove.parents.get(node)
    if isinstance(parent, ast.Attribute):
        return parent if parent.attr in OF_EXCEPTIONS and isinstance(parent.ctx, ast.Load) else None
    is_text = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id == "str"
    if not is_text or not isinstance(parent, ast.Call) or parent.args != [node] or parent.keywords:
        return None
    return parent if _is_compared(parent, grove) else None


def _is_compared(text: ast.Call, grove: Grove) -> bool:
    around = grove.parents.get(text)
    if isinstance(around, ast.Compare) and len(around.ops) == 1 and isinstance(around.ops[0], ast.Eq):
        other = around.comparators[0] if around.left is text else around.left
        return _is_other(other) and _is_asserted(around, grove)
    if isinstance(around, ast.Attribute) and around.attr in BEGINS:
        call = grove.parents.get(around)
        given = call.args[0] if isinstance(call, ast.Call) and len(call.args) == 1 else None
        wrong = given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""
        can = wrong.startswith("<") if around.attr == "startswith" else wrong.endswith(">")
        return bool(wrong) and not can and _is_asserted(call, grove)
    if isinstance(around, ast.Call) and grove.scopes[around].reader.chain(around.func) == "self.assertEqual":
        return len(around.args) > 1 and any(_is_other(each) for each in around.args[:2] if each is not text)
    return False


def _is_other(node: ast.expr) -> bool:
    """Is it a text that does not begin with "<", as that of an ExceptionInfo does?"""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0] if node.values else node
        return isinstance(node, ast.Constant) and bool(node.value) and _is_other(node)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.startswith("<")


def _is_asserted(node: ast.AST | None, grove: Grove) -> bool:
    """Does the test fail where it is not true?"""
    parent = grove.parents.get(node) if node else None
    if isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.And):
        return _is_asserted(parent, grove)
    return isinstance(parent, ast.Assert) and parent.test is node


def may_not_run(node: ast.expr | ast.stmt, grove: Grove) -> bool:
    """Does it stand below a condition, or where something expects that it fails?"""
    below: ast.AST = node
    for each in grove.above(node):
        if isinstance(each, GUARDS):
            return True
        is_own, below = isinstance(below, ast.withitem), each  # it is the context itself, or stands within its call
        if isinstance(each, (ast.With, ast.AsyncWith)) and not is_own:
            chains = [grove.scopes[each].reader.chain(item.context_expr).lower() for item in each.items]
            if any(word in chain for chain in chains for word in ("raises", "suppress", "xfail")):
                return True
    return False


def _is_info(name: str, scope: Scope) -> bool:
    """Is the name given nothing but what `pytest.raises` makes for a block?"""
    assert scope.node is not None
    bound = 0
    for node in nodes_in(scope.node):
        if isinstance(node, ast.withitem) and getattr(node.optional_vars, "id", "") == name:
            call = node.context_expr
            if not isinstance(call, ast.Call) or scope.reader.chain(call.func) != "pytest.raises":
                return False
            bound += 1
        elif isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            bound -= 1
        elif isinstance(node, ast.ExceptHandler) and node.name == name:
            return False
    return bound == 0


def checks_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`assert mock.assert_called_once_with(1)`: the other place is that of the word `assert`."""
    own = {each.name for each in nodes_in(tree) if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))}
    for stmt in grove.all(ast.Assert):
        call, scope = stmt.test, grove.scopes[stmt]
        if not isinstance(call, ast.Call) or scope.node is None or may_not_run(stmt, grove):
            continue
        chain = scope.reader.chain(call.func)
        name = chain.rpartition(".")[2]
        is_of_mock = isinstance(call.func, ast.Attribute) and IS_OF_MOCK.fullmatch(name)
        if name not in own and (is_of_mock or chain.startswith(LIBRARIES)):
            start = scope.reader.place(call)
            word = scope.reader.place(stmt).replace(end_line=start.line, end_column=start.column)
            is_alone = stmt.msg is None and call.col_offset - stmt.col_offset == len("assert ")
            is_alone = is_alone and call.lineno == stmt.lineno
            yield Slip("valueless", start, scope.within, name, "" if is_of_mock else chain, (word,) if is_alone else ())


def nested_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`approx({"a": {"b": 0.1}})`; `approx({"a": [0.1]})`, where the two are not of one kind."""
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        of = call.args[0] if call.args else None
        if not isinstance(of, CONTAINERS) or _kind(of) == "Set" or scope.reader.chain(call.func) != "pytest.approx":
            continue
        inner = next((each for each in _elements(of) if isinstance(each, CONTAINERS)), None)
        if inner is not None and not may_not_run(call, grove):
            how = "nested" if _kind(inner) == _kind(of) else "nested other"
            if how == "nested" or any(
                isinstance(each, ast.Constant) and type(each.value) is float for each in nodes_in(of)
            ):
                yield Slip(how, scope.reader.place(inner), scope.within, _kind(of).lower(), _kind(inner).lower())


def _elements(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return node.elts
    if isinstance(node, ast.Dict):
        return node.values
    return [node.value if isinstance(node, ast.DictComp) else node.elt]  # type: ignore[attr-defined]


def _kind(node: ast.expr) -> str:
    name = type(node).__name__
    return KINDS.get(name, name)


def either_lines(data: bytes) -> list[int]:
    """Where two exceptions, or two warnings, stand with `or` or `and` between them."""
    return lines_at([b"aises", b"arns("], EITHER, data)


def eithers_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`pytest.raises(ValueError or KeyError)`: the name is what counts, the text the tuple that is meant."""
    given_anew = {each.id for each in nodes_in(tree) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    own = {each.name for each in tree.body if isinstance(each, ast.ClassDef)}
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        chain = scope.reader.chain(call.func)
        given = call.args[:1] if chain in TAKING else []
        given += [each.value for each in call.keywords if chain == XFAIL and each.arg == "raises"]
        for node in given:
            if isinstance(node, ast.BoolOp) and all(_is_class(each, scope, own, given_anew) for each in node.values):
                counts = node.values[0 if isinstance(node.op, ast.Or) else -1]
                meant = f"({', '.join(map(ast.unparse, node.values))})"
                yield Slip("either", scope.reader.place(node), scope.within, ast.unparse(counts), meant)


def _is_class(node: ast.expr, scope: Scope, own: set[str], given_anew: set[str]) -> bool:
    """Is it the class of an exception, of Python's or imported, and never None?"""
    if isinstance(node, ast.Attribute):
        return node.attr.endswith(("Error", "Exception", "Warning")) and scope.kind_of(root(node)) == "import"
    if not isinstance(node, ast.Name):
        return False
    kind = scope.kind_of(node.id)
    if node.id in given_anew or kind in ("local", "param"):
        return False
    is_known = isinstance(getattr(builtins, node.id, None), type) or node.id in own
    return is_known or (kind == "import" and node.id.endswith(("Error", "Exception", "Warning")))
