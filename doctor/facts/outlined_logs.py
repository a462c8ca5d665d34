"""What a module logs, by logging and by loguru."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from doctor.facts.outlined_names import assigned
from doctor.knowledge.expressions import Reader
from doctor.model.outlines import Logged

LOGURU = ("trace", "debug", "info", "success", "warning", "error", "critical", "exception")
SAYING = re.compile(r"loguru\.logger(?:\.(?:opt|bind|patch)\(\))*")
PLAIN_SINK = re.compile(r"""sys\.(?:__)?std|['"]|Path\(""")
Nodes = Sequence[ast.AST]  # all of a module


def logged(tree: ast.Module, nodes: Nodes, reader: Reader) -> Iterator[Logged]:
    loggers = {name for name, value in assigned(tree) if isinstance(value, ast.Call)
               and reader.chain(value.func) == "logging.getLogger"}  # fmt: skip
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            holder = getattr(node.func.value, "id", "")
            is_logger = holder in loggers or reader.chain(node.func.value) == "logging"
            if is_logger:
                yield Logged(node.func.attr, beginning(node.args[0]), reader.place(node))


def of_loguru(nodes: Nodes, reader: Reader) -> Iterator[Logged]:
    """Also behind `logger.opt(…)` and `logger.bind(…)`."""
    for node in nodes:
        func = node.func if isinstance(node, ast.Call) and node.args else None
        if isinstance(func, ast.Attribute) and func.attr in LOGURU and SAYING.fullmatch(reader.chain(func.value)):
            assert isinstance(node, ast.Call)
            yield Logged(func.attr, re.sub(r"\{[^{}]*\}", "%s", beginning(node.args[0])), reader.place(node))


def forwards(node: ast.AST, reader: Reader) -> bool:
    """Is a sink added that is neither a stream nor a file?"""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if not SAYING.fullmatch(reader.chain(node.func.value)):
        return False
    is_plain = bool(node.args) and bool(PLAIN_SINK.match(ast.unparse(node.args[0])))
    return node.func.attr == "configure" or (node.func.attr == "add" and not is_plain)


def beginning(node: ast.expr) -> str:
    """The constant text of the message, with "%s" for each value in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "%s" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
