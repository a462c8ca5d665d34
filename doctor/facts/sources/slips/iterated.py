"""Methods that tests replace by an AsyncMock: what may be wrong where the code iterates over what they give."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope
from doctor.facts.sources.slips.mocks import HOMES, OF_OBJECTS
from doctor.knowledge.syntax import first_name
from doctor.model.slips import Slip

MADE = rb"(?:=|,)[ \t]*(?:\w+\.)*AsyncMock\b"
ASYNC = tuple(f"{home}.AsyncMock" for home in HOMES)


def iterated_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`redis.scan_iter = AsyncMock(…)`, `MagicMock(scan_iter=AsyncMock(…))`, `patch.object(Redis, "scan_iter",
    AsyncMock(…))`, or with `new_callable=AsyncMock`: the text is what is replaced."""
    for call in grove.all(ast.Call):
        scope, parent = grove.scopes[call], grove.parents.get(call)
        if scope.node is None:
            continue
        if is_plain(call, scope):
            found = _of_parent(call, parent, scope, grove)
        else:
            found = _of_patch(call, scope, None) if _is_made_by_patch(call, scope) else ("", "")
        name, text = found
        if name:
            yield Slip("iterated", scope.reader.place(call), scope.within, name, text)


def is_plain(call: ast.Call, scope: Scope) -> bool:
    """An AsyncMock that is made after nothing."""
    keys = {each.arg for each in call.keywords}
    return scope.reader.chain(call.func) in ASYNC and not call.args and keys <= {"return_value", "side_effect", "name"}


def _of_parent(call: ast.Call, parent: ast.AST | None, scope: Scope, grove: Grove) -> tuple[str, str]:
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1:
        target = parent.targets[0]
        is_own = isinstance(target, ast.Attribute) and target.attr not in ("return_value", "side_effect")
        return (target.attr, ast.unparse(target)) if is_own and isinstance(target, ast.Attribute) else ("", "")
    outer = grove.parents.get(parent) if isinstance(parent, ast.keyword) else parent
    if isinstance(parent, ast.keyword) and isinstance(outer, ast.Call):
        is_mock = scope.reader.chain(outer.func).rpartition(".")[2] in (
            "Mock",
            "MagicMock",
            "AsyncMock",
            "SimpleNamespace",
        )
        is_child = parent.arg not in (None, "return_value", "side_effect", "new", "wraps", "spec", "spec_set", "parent")
        return (str(parent.arg), f"….{parent.arg}") if is_mock and is_child else ("", "")
    return _of_patch(outer, scope, call) if isinstance(outer, ast.Call) else ("", "")


def _of_patch(patch: ast.Call, scope: Scope, new: ast.Call | None) -> tuple[str, str]:
    if scope.reader.chain(patch.func) not in (*OF_OBJECTS, "monkeypatch.setattr") or len(patch.args) < 2:
        return "", ""
    name, of = patch.args[1], patch.args[0]
    is_text = isinstance(name, ast.Constant) and isinstance(name.value, str)
    if not is_text or not first_name(of) or (new is not None and (len(patch.args) != 3 or patch.args[2] is not new)):
        return "", ""
    return str(name.value), f"{ast.unparse(of)}.{name.value!s}"  # type: ignore[attr-defined]


def _is_made_by_patch(call: ast.Call, scope: Scope) -> bool:
    made = next((each.value for each in call.keywords if each.arg == "new_callable"), None)
    return made is not None and scope.reader.chain(made) in ASYNC
