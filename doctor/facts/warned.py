"""The fact `warned`: the texts of `warnings.warn` in the project's own modules, where a filter names a text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.syntax import nodes_in
from doctor.model.config import IniValues
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.warned import Warned

MOST = 1_500  # files


def warned(invocation: Invocation, ini: IniValues, tree: Tree) -> tuple[Warned, ...]:
    value = ini["filterwarnings"]
    lines = [str(each) for each in value] if isinstance(value, (list, tuple)) else []
    if not any(line.count(":") and line.split(":")[1].strip() for line in lines):
        return ()
    files = sorted(path for path in tree.files if path.endswith(".py"))
    return tuple(found for path in files[:MOST] for found in of_file(Path(invocation.project, path), path))


def of_file(path: Path, file: str) -> Iterator[Warned]:
    data = content(path)
    if b"warn(" not in data:
        return
    tree, reader = read_python(data, file)
    for call in nodes_in(tree):
        if isinstance(call, ast.Call) and call.args and reader.dotted(call.func) == "warnings.warn":
            given = {each.arg: each.value for each in call.keywords}
            kind = call.args[1] if len(call.args) > 1 else given.get("category")
            message = call.args[0]
            if (
                isinstance(message, ast.Call)
                and len(message.args) == 1
                and reader.dotted(message.func).endswith("Warning")
            ):
                kind, message = message.func, message.args[0]
            text = text_of(message)
            if text.strip("\0 "):
                category = reader.dotted(kind).rpartition(".")[2] if kind else "UserWarning"
                yield Warned(text, category, reader.place(call))


def text_of(node: ast.expr) -> str:
    """The text, "" for what is not written."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "\0" for each in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return (text_of(node.left) or "\0") + (text_of(node.right) or "\0")
    return ""
