"""Contexts that are made and not entered, generators that are made and not run, mocks that `with` takes for its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import (
    FUNCTIONS,
    Grove,
    Scope,
    given_to_tests,
    held_once,
    lines_around,
    made_by,
)
from doctor.facts.sources.slips.failing import may_not_run
from doctor.knowledge.syntax import child_nodes, nodes_in
from doctor.model.slips import Slip

MOCKERS = re.compile(rb"\bwith\b[^\n]*mocker\.patch")
KNOWN = (
    *(b"at_level(", b"filtering(", b"patch(", b"patch.object(", b"patch.dict(", b"patch.multiple(", b"freeze_time("),
    *(b"travel(", b"subTest(", b"suppress(", b"localcontext(", b"errstate(", b"override_settings(", b".context("),
    *(b"qtbot.", b"django_", b"NumQueries(", b"OnCommitCallbacks(", b"disabled(", b"subtests.test("),
    *(b"catch_warnings(", b"redirect_stdout(", b"redirect_stderr(", b"mock_aws("),
)
OWN = re.compile(rb"\ndef ((?:check|assert_|verify|expect|ensure)\w*)\(")
UNENTERED = frozenset(
    {
        "caplog.at_level", "caplog.filtering", "unittest.mock.patch", "unittest.mock.patch.object",
        "unittest.mock.patch.dict", "unittest.mock.patch.multiple", "mock.patch", "mock.patch.object",
        "mock.patch.dict",
        "freezegun.freeze_time", "time_machine.travel", "self.subTest", "contextlib.suppress", "decimal.localcontext",
        "numpy.errstate", "django.test.override_settings", "django.test.utils.override_settings",
        "warnings.catch_warnings", "contextlib.redirect_stdout", "contextlib.redirect_stderr", "moto.mock_aws",
        "self.captureOnCommitCallbacks", "pytest_check.check", "pytest.MonkeyPatch.context",
    }
)  # fmt: skip
OF_FIXTURES = frozenset(  # those of what a fixture of this name gives
    {
        "caplog.at_level", "caplog.filtering", "monkeypatch.context", "capsys.disabled", "capfd.disabled",
        "capsysbinary.disabled", "capfdbinary.disabled", "subtests.test", "check", "check.check",
        "qtbot.waitSignal", "qtbot.wait_signal", "qtbot.waitSignals", "qtbot.wait_signals", "qtbot.assertNotEmitted",
        "qtbot.assert_not_emitted", "qtbot.waitActive", "qtbot.wait_active", "qtbot.waitExposed", "qtbot.wait_exposed",
        "qtbot.captureExceptions", "qtbot.capture_exceptions", "django_assert_num_queries",
        "django_assert_max_num_queries", "django_capture_on_commit_callbacks",
    }
)  # fmt: skip
SOCKETS = re.compile(rb"\.websocket_connect\(")
TALKING = ("send", "receive", "close", "exit_stack", "portal")  # begin the names of what only an entered one does
CALLED = re.compile(rb"(?m)^test\w*\(")
NEW = {"mocker.patch": 2, "mocker.patch.object": 3}  # the position behind which `new` is given


def mockers_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`with mocker.patch("mailer.send") as send:`; the name is what is called."""
    for block in grove.all(ast.With):
        for item in block.items:
            call, scope = item.context_expr, grove.scopes[block]
            if not isinstance(call, ast.Call) or not isinstance(item.optional_vars, ast.Name):
                continue
            name = scope.reader.chain(call.func)
            most = NEW.get(name)
            is_own = scope.kind_of("mocker") == "param" and most is not None and len(call.args) < most
            if is_own and not any(each.arg in ("new", None) for each in call.keywords):
                yield Slip("mocker", scope.reader.place(call), scope.within, name, item.optional_vars.id)


def context_lines(data: bytes) -> list[int]:
    """Where a statement may only make a context, or a generator of the file's own."""
    own = [name + b"(" for name in sorted(set(OWN.findall(b"\n" + data)))] if b"yield" in data else []
    names = own + [name for name in KNOWN if name in data]
    if b"check(" in data and (b"pytest_check" in data or b"check" in given_to_tests(data)):
        names.append(b"check(")
    pattern = re.compile(rb"[ \t]+[\w.]*(?:%b)" % b"|".join(map(re.escape, names)))
    return lines_around(names, pattern, data) if names else []


def contexts_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A statement that only makes a context, or only makes a generator of the file's own."""
    own = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    for stmt in grove.all(ast.Expr):
        call, scope = stmt.value, grove.scopes[stmt]
        if not isinstance(call, ast.Call) or scope.node is None:
            continue
        if any(isinstance(each, (ast.Try, ast.With, ast.AsyncWith)) for each in grove.above(stmt)):
            continue  # that it can be made, or what making it does, may be what is tested
        name = scope.reader.chain(call.func)
        if _is_context(call, name, scope):
            yield Slip("unentered", scope.reader.place(call), scope.within, name)
        function = own.get(name) if scope.kind_of(name) == "module" else None
        if function is None or scope.node is function:
            continue
        yields = _yields(function)
        if not function.decorator_list and yields and any(isinstance(each, ast.Assert) for each in nodes_in(function)):
            place = scope.reader.place(yields[0])
            yield Slip("unrun", scope.reader.place(call), scope.within, name, others=(place,))
        decorators = [scope.reader.chain(each) for each in function.decorator_list]
        if decorators == ["contextlib.contextmanager"]:
            yield Slip("unentered", scope.reader.place(call), scope.within, name)


def _is_context(call: ast.Call, name: str, scope: Scope) -> bool:
    """`self.assertNumQueries(2)` is one as long as no function is given that it is to call."""
    if name == "self.assertNumQueries":
        return len(call.args) == 1 and all(each.arg == "using" for each in call.keywords)
    return name in UNENTERED or (name in OF_FIXTURES and scope.kind_of(name.partition(".")[0]) == "param")


def sockets_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`ws = client.websocket_connect("/ws")`, of which the function only sends and receives. The name is what makes the
    client, or "<client>" for what a parameter holds; the text what holds the session, "" where nothing does."""
    for call in grove.all(ast.Call):
        func, scope, stmt = call.func, grove.scopes[call], grove.parents.get(call)
        if not isinstance(func, ast.Attribute) or func.attr != "websocket_connect" or scope.node is None:
            continue
        client = func.value.id if isinstance(func.value, ast.Name) else ""
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 else None
        is_kept = isinstance(target, ast.Name) and _only_talks(target.id, scope)
        if not client or not (is_kept or isinstance(stmt, ast.Expr)) or may_not_run(call, grove):
            continue
        maker = _maker(client, scope, tree)
        name = target.id if isinstance(target, ast.Name) else ""
        if maker:
            yield Slip("unentered socket", scope.reader.place(call), scope.within, maker, name)


def _maker(client: str, scope: Scope, tree: ast.Module) -> str:
    kind = scope.kind_of(client)
    if kind == "param":
        return f"<{client}>"
    held = held_once(tree).get(client) if kind == "module" else None
    if isinstance(held, ast.Call):
        return scope.reader.chain(held.func)
    return made_by(client, scope) if kind == "local" else ""


def _only_talks(name: str, scope: Scope) -> bool:
    """Is the name given one thing, and asked for nothing but to send and to receive?"""
    assert scope.node is not None
    inner = list(nodes_in(scope.node))
    asked = [each for each in inner if isinstance(each, ast.Attribute) and getattr(each.value, "id", "") == name]
    mentions = [each for each in inner if isinstance(each, ast.Name) and each.id == name]
    talks = [each.attr.startswith(TALKING) for each in asked]
    return len(mentions) == len(asked) + 1 and bool(talks) and all(talks)


def _yields(function: ast.FunctionDef) -> list[ast.expr]:
    found: list[ast.expr] = []
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            continue
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            found.append(node)
        stack += child_nodes(node)
    return sorted(found, key=lambda each: each.lineno)


def called_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A statement at the top of the module that calls one of its tests. The text names the parameters that lack."""
    own = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    for stmt in tree.body:
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
        if isinstance(call, ast.Call) and name.startswith("test") and name in own and not own[name].decorator_list:
            arguments = own[name].args
            needed = [each.arg for each in arguments.args][: len(arguments.args) - len(arguments.defaults)]
            lacks = needed[len(call.args) + len(call.keywords) :]
            yield Slip("called", grove.module.reader.place(call), "", name, ", ".join(map(repr, lacks)))
