"""Programs, children and servers that tests start and that do something else than is meant; options that are read with
a default of no use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, lines_of
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

COMMANDS = re.compile(
    rb"subprocess\.(?:run|Popen|call|check_\w+)\(\s*f?[\"']|\b(?:run|Popen|check_\w+)\(\s*f?[\"'][\w./-]+ "
)
STARTING = frozenset(f"subprocess.{each}" for each in ("run", "Popen", "call", "check_call", "check_output"))
LINE = re.compile(r"[\w./-]+(?: +[\w./=:@,{}-]+)+")
# what may run another program, or none, in its place; and what runs on Windows, where one text is taken apart
REPLACED = re.compile(rb"patch|fake_process|fake_subprocess|\bfp\b|fp\.|win32|Windows|os\.name|setattr|\bMock")
AROUND = (ast.Try, ast.With, ast.AsyncWith, ast.Lambda)

FORKS = re.compile(rb"\b(?:os\.)?fork\(\)")
LEAVES = re.compile(rb"_exit\b|\bexec[lv]|\babort\(|SIGKILL|SIGTERM|SIGSTOP")  # of the child, wherever it is written
KNOWN = frozenset({"print", "len", "str", "bytes", "int", "open", "range", "list", "repr", "sum", "sorted"})

EXPECTS = re.compile(rb"httpserver\.expect_\w*request\(")
WITHOUT = ("raises", "log", "no_handler_status_code")  # who asks for them may want no answer, or no request
OPTIONS = re.compile(rb"\.getoption\([^\n,()]+,")


def commands_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`subprocess.run("tool --version")`: a whole command line where the name of a program is meant."""
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        if not call.args or scope.reader.dotted(call.func) not in STARTING or scope.node is None:
            continue
        given = {each.arg for each in call.keywords}
        text = _text(call.args[0])
        is_line = bool(LINE.fullmatch(text)) and not given & {"shell", "executable", None} and len(call.args) == 1
        if is_line and not any(isinstance(each, AROUND) for each in grove.above(call)):
            yield Slip("one text", scope.reader.place(call.args[0]), scope.within, scope.reader.dotted(call.func), text)


def _text(node: ast.expr) -> str:
    """A text, with `{}` for what stands in it besides; of an f-string that begins with something unknown nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    texts = [str(each.value) if isinstance(each, ast.Constant) else "{}" for each in parts]
    return "" if texts[:1] == ["{}"] or not texts or " " not in texts[0] else "".join(texts)


def forks_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`pid = os.fork()` in a test whose child, `if pid == 0:`, comes to its end and goes on as a second pytest."""
    for call in grove.all(ast.Call):
        scope, above = grove.scopes[call], grove.parents.get(call)
        if scope.node is None or scope.reader.dotted(call.func) != "os.fork" or not isinstance(above, ast.Assign):
            continue
        name = getattr(above.targets[0], "id", "")
        tests = [each for each in nodes_in(scope.node) if isinstance(each, ast.If) and _asks(each.test, name)]
        child = _child(tests[0], name) if len(tests) == 1 and name else []
        if child and not any(_may_leave(each, scope) for stmt in child for each in nodes_in(stmt)):
            yield Slip("forked", scope.reader.place(call), scope.within, name, others=(scope.reader.place(child[-1]),))


def _asks(test: ast.expr, name: str) -> bool:
    return any(getattr(each, "id", "") == name for each in nodes_in(test))


def _child(stmt: ast.If, name: str) -> list[ast.stmt]:
    """What the child runs: the block of `if pid == 0` or `if not pid`, or the `else` of `if pid`."""
    text = ast.unparse(stmt.test)
    if text in (f"{name} == 0", f"not {name}", f"0 == {name}"):
        return stmt.body
    return stmt.orelse if text in (name, f"{name} > 0", f"{name} != 0") else []


def _may_leave(node: ast.AST, scope: Scope) -> bool:
    """May the child end, or never come to its end: by a function that is not known?"""
    if isinstance(node, (ast.While, ast.Raise, ast.Assert)):
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id not in KNOWN
    name = scope.reader.dotted(node.func)
    is_exit = name.rpartition(".")[2] in ("_exit", "exit", "kill", "abort", "pause", "main", "run") or ".exec" in name
    return is_exit or not name


def served_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`httpserver.expect_request("/")` as a statement: nothing says what it answers."""
    for stmt in grove.all(ast.Expr):
        call, scope = stmt.value, grove.scopes[stmt]
        func = call.func if isinstance(call, ast.Call) else None
        if not isinstance(func, ast.Attribute) or getattr(func.value, "id", "") != "httpserver":
            continue
        is_given = re.fullmatch(r"expect_\w*request", func.attr) and "httpserver" in _params(scope)
        if is_given and scope.node is not None and not any(map(_wants_none, nodes_in(scope.node))):
            yield Slip("unanswered", scope.reader.place(call), scope.within, func.attr)


def _wants_none(node: ast.AST) -> bool:
    """Does it speak of the status 500, of an error, or of the requests that came?"""
    if isinstance(node, ast.Constant):
        return node.value == 500
    return getattr(node, "attr", getattr(node, "id", "")) in WITHOUT


def _params(scope: Scope) -> set[str]:
    return {each.arg for each in scope.node.args.args} if scope.node is not None else set()


def defaults_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`config.getoption("--browser", "chrome")`, where nothing else says what None is to mean, as `skip=True` does:
    the default holds in place of None then. The text is the default."""
    for call in grove.all(ast.Call):
        func, scope = call.func, grove.scopes[call]
        given = [*call.args[1:2], *(each.value for each in call.keywords if each.arg == "default")]
        name = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        may_skip = bool(call.args[2:]) or any(each.arg in ("skip", None) for each in call.keywords)
        if not isinstance(func, ast.Attribute) or func.attr != "getoption" or not given or not isinstance(name, str):
            continue
        default = given[0].value if isinstance(given[0], ast.Constant) else None
        if default and default is not True and scope.node and not (may_skip or _is_asked(call, grove, scope)):
            yield Slip("default", scope.reader.place(given[0]), scope.within, name, repr(default))


def _is_asked(call: ast.Call, grove: Grove, scope: Scope) -> bool:
    """Is it asked whether there is a value: by `or`, `if`, `is None`, or of the name that holds it?"""
    above = grove.parents.get(call)
    if isinstance(above, (ast.BoolOp, ast.If, ast.IfExp, ast.Compare, ast.While, ast.UnaryOp, ast.NamedExpr)):
        return True
    if not isinstance(above, (ast.Assign, ast.AnnAssign)) or scope.node is None:
        return False
    names = {getattr(each, "id", "") for each in getattr(above, "targets", [getattr(above, "target", None)])}
    asking = (ast.BoolOp, ast.If, ast.IfExp, ast.Compare, ast.While, ast.UnaryOp)
    tests = (getattr(each, "test", each) for each in nodes_in(scope.node) if isinstance(each, asking))
    return any(getattr(name, "id", "") in names for test in tests for name in nodes_in(test))


def command_lines(data: bytes) -> list[int]:
    return [] if REPLACED.search(data) else lines_of(COMMANDS, data)


def fork_lines(data: bytes) -> list[int]:
    return [] if LEAVES.search(data) else lines_of(FORKS, data)
