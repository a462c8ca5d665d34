"""What constants of a module hold: paths, as far as they are text (`Path("/tmp") / "report.txt"`), and dictionaries."""

from __future__ import annotations

import ast

from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in

Function = ast.FunctionDef | ast.AsyncFunctionDef

JOINING = ("pathlib.Path", "pathlib.PurePath", "os.path.join", "os.fspath", "str")
SAME = frozenset(
    {"datetime.date.today", "datetime.date.today().isoformat", "getpass.getuser", "os.getuid", "os.getlogin"}
)
TEMPORARY = "/tmp"  # noqa: S108 - what tempfile.gettempdir() most likely is; it is the same for all workers


def constants(tree: ast.Module, reader: Reader) -> dict[str, str]:
    """The names at the top of a module that stand for a path made of text, with the text."""
    found = {}
    for stmt in tree.body:
        if type(stmt) is ast.Assign and isinstance(stmt.value, (ast.Call, ast.BinOp)):
            target = stmt.targets[0]
            text = text_of(stmt.value, reader, None) if isinstance(target, ast.Name) else ""
            if text and not text.startswith("<"):
                found[target.id] = text  # type: ignore[attr-defined]
    return found


def tables(tree: ast.Module) -> frozenset[str]:
    """The dictionaries that the module makes at its top."""
    return frozenset(
        stmt.targets[0].id
        for stmt in tree.body
        if type(stmt) is ast.Assign and type(stmt.targets[0]) is ast.Name and type(stmt.value) is ast.Dict
    )


def text_of(node: ast.expr, reader: Reader, function: Function | None) -> str:
    """The path, `<NAME>` for a name that the function does not assign, "" where it is worked out otherwise."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return _formatted(node, reader)
    if isinstance(node, ast.Name):
        return _of_name(node.id, reader, function)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return _joined([node.left, node.right], reader, function)
    if isinstance(node, ast.Call) and not node.keywords:
        name = reader.chain(node.func)
        if name == "tempfile.gettempdir":
            return TEMPORARY
        return _joined(node.args, reader, function) if name in JOINING and node.args else ""
    return ""


def _formatted(node: ast.JoinedStr, reader: Reader) -> str:
    """A text with the date or the user in it: the same for all workers."""
    found = []
    for part in node.values:
        value = part.value if isinstance(part, (ast.FormattedValue, ast.Constant)) else None
        if isinstance(value, ast.Call):
            name = reader.chain(value.func)
            value = f"{{{name}()}}" if name in SAME else ""
        found.append(value if isinstance(value, str) else "")
    return "".join(found) if all(found) else ""


def _joined(parts: list[ast.expr], reader: Reader, function: Function | None) -> str:
    found = [text_of(part, reader, function) for part in parts]
    if len(found) == 1:
        return found[0]
    if not all(found) or any(part.startswith("<") for part in found):
        return ""
    behind = max((index for index, part in enumerate(found) if part.startswith("/")), default=0)
    return "/".join(part.rstrip("/") or "/" for part in found[behind:]).replace("//", "/")


def _of_name(name: str, reader: Reader, function: Function | None) -> str:
    """A variable that the function assigns once, in its outermost statements, else the module's."""
    if function is None:
        return f"<{name}>"
    arguments = function.args
    if any(each.arg == name for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)):
        return ""
    values = [
        stmt.value
        for stmt in function.body
        if isinstance(stmt, ast.Assign) and any(isinstance(each, ast.Name) and each.id == name for each in stmt.targets)
    ]
    if not values:
        return f"<{name}>"
    if isinstance(values[0], ast.Name) or sum(_binds(each, name) for each in nodes_in(function)) > 1:
        return ""
    return text_of(values[0], reader, function)


def _binds(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
