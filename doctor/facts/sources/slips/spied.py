"""What tests ask spies, and mocks that are made after a method of a class."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, lines_of, only_call
from doctor.facts.sources.slips.mocks import OF_OBJECTS, PATCHES
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

RETURNS = rb"\.return_value\b"
CHECKS = rb"\.assert_(?:called_with|called_once_with|any_call)\("
ASKED = ("assert_called_with", "assert_called_once_with", "assert_any_call")
SPY = "mocker.spy"
OF_CLASS = re.compile(r"(?:\w+\.)+[A-Z]\w*\.\w+")
LITERALS = (ast.Constant, ast.JoinedStr, ast.List, ast.Dict, ast.Tuple, ast.Set)


def returned_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`spy.return_value`, compared or set; the other place is the spy."""
    for node in grove.named("return_value"):
        scope = grove.scopes[node]
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name) or scope.node is None:
            continue
        spy = only_call(node.value.id, scope)
        if (
            spy is None
            or scope.reader.chain(spy.func) != SPY
            or grove.may_fail(node)
            or _is_set(node.value.id, "side_effect", scope)
        ):
            continue
        is_stored = isinstance(node.ctx, ast.Store)
        is_compared = any(isinstance(each, (ast.Compare, ast.Assert)) for each in grove.above(node))
        if is_stored or (is_compared and not _is_set(node.value.id, "return_value", scope)):
            how = "spy given" if is_stored else "spy asked"
            yield Slip(how, scope.reader.place(node), scope.within, node.value.id, others=(scope.reader.place(spy),))


def check_lines(data: bytes) -> list[int]:
    """Where calls are asserted, in a file that spies on something or makes mocks after it."""
    return lines_of(CHECKS, data) if b"mocker.spy(" in data or b"autospec=True" in data else []


def selfless_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`spy.assert_called_once_with("ann")` of a spy on what may be a method, where no argument may be the object. The
    text is how many there are, "literal" where the first is one; the other places are the first one, and the spy."""
    for call in grove.all(ast.Call):
        scope, func = grove.scopes[call], call.func
        if not isinstance(func, ast.Attribute) or func.attr not in ASKED or not isinstance(func.value, ast.Name):
            continue
        spy = only_call(func.value.id, scope) if scope.node is not None else None
        target = _method(spy, scope) if spy else ""
        is_known = all(each.arg not in (None, "self") for each in call.keywords)
        if (
            spy is None
            or not target
            or not is_known
            or grove.may_fail(call)
            or any(isinstance(each, ast.Starred) for each in call.args)
            or _is_called(target, scope)
        ):
            continue
        first = "literal" if call.args and isinstance(call.args[0], LITERALS) else ""
        place = scope.reader.place
        others = (*(place(each) for each in call.args[:1]), place(spy))
        count = len(call.args) + len(call.keywords)
        yield Slip("selfless", place(call), scope.within, target, f"{count} {first}", others)


def _method(call: ast.Call, scope: Scope) -> str:
    """The dotted name of what a spy, or a patch with `autospec=True`, stands for."""
    chain = scope.reader.chain(call.func)
    is_like = any(
        each.arg == "autospec" and isinstance(each.value, ast.Constant) and each.value.value is True
        for each in call.keywords
    )
    first, second = (*call.args, None, None)[:2]
    if chain == SPY or (chain in OF_OBJECTS and is_like):
        of = scope.reader.dotted(first) if first is not None else ""
        return f"{of}.{second.value!s}" if of and isinstance(second, ast.Constant) else ""
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str) and second is None
    return str(first.value) if chain in PATCHES and is_like and is_text and isinstance(first, ast.Constant) else ""


def _is_called(name: str, scope: Scope) -> bool:
    """Does the function call it by this name, with what it likes for the object: `Sender.send(None, "ann")`?"""
    assert scope.node is not None
    calls = (each for each in nodes_in(scope.node) if isinstance(each, ast.Call))
    return any(scope.reader.dotted(each.func) == name for each in calls)


def _is_set(name: str, attribute: str, scope: Scope) -> bool:
    assert scope.node is not None
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == attribute
        and not isinstance(node.ctx, ast.Load)
        and getattr(node.value, "id", "") == name
        for node in nodes_in(scope.node)
    )
