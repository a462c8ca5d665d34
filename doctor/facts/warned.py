"""The fact `warned`: the texts of `warnings.warn` in the project's own modules, where a filter names a text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.config import IniValues
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.sources import Sources
from doctor.model.warned import Warned, is_text

MOST = 1_500  # files


def warned(invocation: Invocation, ini: IniValues, sources: Sources, tree: Tree) -> tuple[Warned, ...]:
    value = ini["filterwarnings"]
    lines = [str(each) for each in value] if isinstance(value, (list, tuple)) else []
    messages = {message for line in (*lines, *in_marks(sources)) if is_text(message := message_of(line))}
    if not messages:
        return ()
    read, wanted = reading(invocation), [pattern_of(message.lower()) for message in sorted(messages)]
    files = [path for path in sorted(tree.files) if path.endswith(".py")][:MOST]
    warning = {path: data for path in files if b"warn(" in (data := read(path))}
    near = [found for path, data in warning.items() if holds(data.lower(), wanted) for found in of_file(data, path)]
    if not any(is_in_the_middle(message, each.text) for message in messages for each in near):
        return ()
    return tuple(found for path, data in warning.items() for found in of_file(data, path))


def is_in_the_middle(message: str, text: str) -> bool:
    """Does the filter miss the warning, since its message stands further on?"""
    return bool(re.search(message, text, re.IGNORECASE) and not re.match(message, text.lstrip("\0"), re.IGNORECASE))


def message_of(line: str) -> str:
    return "".join(part.strip() for part in line.split(":")[1:2])


def pattern_of(message: str) -> tuple[bytes, re.Pattern[bytes]]:
    """The longest of its words, and a pattern of all of them in a file, where they may stand in several texts."""
    words = [word.encode() for word in re.findall(r"\w+", message)]
    return max(words, key=len, default=b""), re.compile(rb"(?:\W|\b[bfr]\b){1,80}".join(map(re.escape, words)))


def holds(text: bytes, wanted: Iterable[tuple[bytes, re.Pattern[bytes]]]) -> bool:
    return any(word in text and pattern.search(text) for word, pattern in wanted)


def in_marks(sources: Sources) -> Iterator[str]:
    """The filters of `@pytest.mark.filterwarnings("…")`."""
    for file in sources.collected:
        for mark in file.marks:
            yield from (part.text or "" for part in mark.expr.parts if mark.name == "filterwarnings")


def of_file(data: bytes, file: str) -> Iterator[Warned]:
    tree, reader = read_python(data, file)
    for call in nodes_in(tree):
        if isinstance(call, ast.Call) and call.args and reader.dotted(call.func) == "warnings.warn":
            yield of_call(call, reader)


def of_call(call: ast.Call, reader: Reader) -> Warned:
    message = call.args[0]
    kind = next((each.value for each in call.keywords if each.arg == "category"), None)
    kind = call.args[1] if len(call.args) > 1 else kind
    if isinstance(message, ast.Call) and reader.dotted(message.func).endswith("Warning"):
        kind = message.func
        message = message.args[0] if len(message.args) == 1 else message
    category = reader.dotted(kind).rpartition(".")[2] if kind else "UserWarning"
    return Warned(text_of(message) or "\0", category, reader.place(call))


def text_of(node: ast.expr) -> str:
    """The text, "" for what is not written."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "\0" for each in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return (text_of(node.left) or "\0") + (text_of(node.right) or "\0")
    return ""
