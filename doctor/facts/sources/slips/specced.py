"""What tests ask of mocks that are made after a class."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_around
from doctor.facts.sources.slips.mocks import HOMES, MOCKS, PATCHES
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

MADE = re.compile(rb"[ \t]+[^\n#]*\b(?:spec(?:_set)?=|create_autospec\(|autospec=True)")
MAKERS = frozenset(f"{home}.create_autospec" for home in HOMES)
SETTING = frozenset({"configure_mock", "attach_mock", "mock_add_spec", "setattr"})
Read = tuple[ast.Call, ast.Attribute]  # the call that makes a mock, and an attribute that is read of it


def made_lines(data: bytes) -> list[int]:
    """Where a mock may be made after a class."""
    return lines_around([b"spec=", b"spec_set=", b"create_autospec("], MADE, data)


def specced_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An attribute that a test reads of such a mock, and sets nowhere; the name is the class with the attribute."""
    for call, node in (*_of_names(grove), *_of_calls(grove)):
        scope = grove.scopes[call]
        given, klass = {each.arg for each in call.keywords}, _spec(call, scope)
        if klass and node.attr not in given and None not in given:
            places = (scope.reader.place(call),)
            yield Slip("specced", scope.reader.place(node), scope.within, f"{klass}.{node.attr}", others=places)


def _of_names(grove: Grove) -> Iterator[Read]:
    """What is asked of mocks that have a name."""
    for target, value, holder in _holders(grove):
        scope, call = grove.scopes[holder], _made(value)
        if scope.node is None or call is None or not isinstance(target, ast.Name) or not _is_only(target, scope):
            continue
        chain = scope.reader.chain(call.func)
        is_auto = _has_results(call, chain)
        is_mock = chain in PATCHES and value is call if isinstance(holder, ast.withitem) else _is_mock(chain)
        if is_mock and (value is call or is_auto):
            nodes = _read(target.id, scope, grove, with_results=is_auto and value is call)
            yield from ((call, node) for node in nodes)


def _holders(grove: Grove) -> Iterator[tuple[ast.expr | None, ast.expr, ast.AST]]:
    for stmt in grove.all(ast.Assign):
        if len(stmt.targets) == 1:  # `client = self.client = Mock()` may be told more by its other name
            yield stmt.targets[0], stmt.value, stmt
    for annotated in grove.all(ast.AnnAssign):
        if annotated.value is not None:
            yield annotated.target, annotated.value, annotated
    for item in grove.all(ast.withitem):
        yield item.optional_vars, item.context_expr, item


def _of_calls(grove: Grove) -> Iterator[Read]:
    """What is asked of mocks as soon as they are made: `Mock(spec=Client).rows`."""
    for node in grove.all(ast.Attribute):
        scope, call = grove.scopes[node], _made(node.value)
        if scope.node is None or call is None or not isinstance(node.ctx, ast.Load) or node.attr in SETTING:
            continue
        chain = scope.reader.chain(call.func)
        is_fit = _is_mock(chain) and (node.value is call or _has_results(call, chain))
        if is_fit and not _may_fail(node, scope, grove):
            yield call, node


def _is_mock(chain: str) -> bool:
    """Does a call of it return the mock? That of `unittest.mock.patch` returns what has to be started first."""
    return chain in MOCKS | MAKERS or chain == "mocker.patch"


def _made(value: ast.expr) -> ast.Call | None:
    """`Mock(…)`, and that of `patch(…).return_value`."""
    inner = value.value if isinstance(value, ast.Attribute) and value.attr == "return_value" else value
    return inner if isinstance(inner, ast.Call) else None


def _is_only(target: ast.Name, scope: Scope) -> bool:
    """Does the function give the name nothing else?"""
    stored = [
        node for node in nodes_in(scope.node) if isinstance(node, ast.Name) and node.id == target.id
        and not isinstance(node.ctx, ast.Load)
    ] if scope.node else []  # fmt: skip
    return len(stored) == 1


def _has_results(call: ast.Call, chain: str) -> bool:
    """Is what a call of the mock returns made after the class, too?"""
    is_given = any(each.arg in ("return_value", "side_effect", None) for each in call.keywords)
    return chain in (*MAKERS, *PATCHES) and not is_given


def _spec(call: ast.Call, scope: Scope) -> str:
    """The dotted name of the class."""
    chain = scope.reader.chain(call.func)
    if chain in PATCHES:
        return _patched(call)
    if chain in MAKERS:
        spec = call.args[0] if call.args else None
    else:
        spec = next((each.value for each in call.keywords if each.arg in ("spec", "spec_set")), None)
    is_known = chain in MOCKS | MAKERS and isinstance(spec, (ast.Name, ast.Attribute))
    name = scope.reader.dotted(spec) if is_known and spec else ""
    return name if name.rpartition(".")[2][:1].isupper() else ""


def _patched(call: ast.Call) -> str:
    """The class that `patch("shop.Client", autospec=True)` makes a mock after."""
    target = call.args[0] if len(call.args) == 1 else None
    keywords = {each.arg: each.value for each in call.keywords}
    is_auto = getattr(keywords.pop("autospec", None), "value", None) is True
    name = target.value if isinstance(target, ast.Constant) and isinstance(target.value, str) else ""
    return name if is_auto and not keywords and name.rpartition(".")[2][:1].isupper() else ""


def _read(name: str, scope: Scope, grove: Grove, with_results: bool) -> list[ast.Attribute]:
    """Its attributes that are only read, before it is handed to something that may set them; those of its
    `return_value`, too, where that is made after the class."""
    found: list[ast.Attribute] = []
    stored, handed = set(), [sys.maxsize]
    for node in nodes_in(scope.node) if scope.node else ():
        if getattr(node, "attr", getattr(node, "id", "")) in SETTING:
            return []
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            of = grove.parents.get(node)
            if with_results and isinstance(of, ast.Attribute) and of.attr == "return_value":
                if not isinstance(of.ctx, ast.Load):
                    return []
                of = grove.parents.get(of)
            if not isinstance(of, ast.Attribute):
                handed.append(node.lineno)
            elif not isinstance(of.ctx, ast.Load):
                stored.add(of.attr)
            elif not _may_fail(of, scope, grove):
                found.append(of)
    return [node for node in found if node.attr not in stored and node.lineno < min(handed)]


def _may_fail(node: ast.AST, scope: Scope, grove: Grove) -> bool:
    """Is it of a function within, or is a failure waited for?"""
    above = [each for each in grove.above(node) if each is not scope.node]
    if any(isinstance(each, (*FUNCTIONS, ast.Lambda, ast.Try)) for each in above):
        return True
    items = (item for each in above if isinstance(each, (ast.With, ast.AsyncWith)) for item in each.items)
    return not all(_is_patch(item.context_expr, scope) for item in items)


def _is_patch(entered: ast.expr, scope: Scope) -> bool:
    chain = scope.reader.chain(entered)
    return chain.removesuffix("()").removesuffix(".object").removesuffix(".dict") in PATCHES
