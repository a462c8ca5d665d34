"""Variables of the environment that are read as flags: any text but the empty one is true."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, held_once, lines_around, lines_of, only_call
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

READS = ("os.environ.get()", "os.getenv()")
GETS = (b"environ.get(", b"getenv(")
CALLS = re.compile(rb"\b(?:environ\.get|getenv)\(|\bif \w|\bnot \w")  # and where what they have read is asked

NEVER = re.compile(
    rb"[^\n]*?(?:(?:[!=]=|\bis(?:[ \t]+not)?)[ \t]*(?:True|False|\d+)\b|\b(?:True|False|\d+)[ \t]*[!=]=)"
)
HERE = re.compile(rb"environ(?:\[|\.get\()|getenv\(")
HELD = re.compile(rb"\b(\w+) = (?:os\.)?(?:environ(?:\[|\.get\()|getenv\()")
PATCHED = re.compile(r"(?:[\w.]+\.)?(?:getenv|environ(?:\.get)?)")  # what a file names that may put another there
SAME = {ast.Eq: "==", ast.NotEq: "!=", ast.Is: "is", ast.IsNot: "is not"}


def read_lines(data: bytes) -> list[int]:
    return lines_of(CALLS, data) if any(word in data for word in GETS) else []


def flags_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`if os.environ.get("LIVE", "false"):`, `bool(os.getenv("LIVE"))`; the text is the default. What a name at the top
    of the file holds is looked at where the name is asked. Nothing of a variable that the file speaks of besides: it
    may compare it with a word, or set it."""
    found = list(_asked(grove, held_once(tree)))
    told = Counter(name for name, _ in {(name, read) for name, _, read, _ in found})
    texts = Counter(
        each.value for each in nodes_in(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )
    for name, default, read, condition in found:
        if texts[name] == told[name]:
            scope = grove.scopes[condition]
            others = (scope.reader.place(condition),) if condition is not read else ()
            yield Slip("flag", scope.reader.place(read), scope.within, name, default, others)


def _asked(grove: Grove, held: dict[str, ast.expr]) -> Iterator[tuple[str, str, ast.Call, ast.expr]]:
    """The variable and its default, the call that reads it, and where its truth is asked."""
    for condition in _conditions(grove):
        scope = grove.scopes[condition]
        if isinstance(condition, ast.Name) and scope.kind_of(condition.id) != "module":
            continue
        read = held.get(condition.id) if isinstance(condition, ast.Name) else condition
        if isinstance(read, ast.Call) and (found := _read(read, scope)):
            yield *found, read, condition


def _conditions(grove: Grove) -> Iterator[ast.expr]:
    """What is asked whether it is true, part by part."""
    waiting: list[ast.expr] = [each.test for each in grove.all(ast.If)]
    waiting += [each.test for each in grove.all(ast.While)]
    waiting += [each.test for each in grove.all(ast.IfExp)]
    waiting += [each.args[0] for each in grove.all(ast.Call) if _is_bool(each)]
    waiting += [each.operand for each in grove.all(ast.UnaryOp) if isinstance(each.op, ast.Not)]
    seen: set[ast.expr] = set()
    for each in waiting:  # it grows
        if isinstance(each, ast.BoolOp):
            waiting += each.values
        elif each not in seen and each in grove.scopes:
            seen.add(each)
            yield each


def _is_bool(call: ast.Call) -> bool:
    return len(call.args) == 1 and isinstance(call.func, ast.Name) and call.func.id == "bool"


def _read(call: ast.Call, scope: Scope) -> tuple[str, str] | None:
    """The variable that the call reads, and its default."""
    given = [*call.args, *(each.value for each in call.keywords if each.arg == "default")]
    if scope.reader.chain(call) not in READS or not given:
        return None
    texts = [each.value if isinstance(each, ast.Constant) and isinstance(each.value, str) else "" for each in given]
    return (texts[0], texts[1] if len(texts) > 1 else "") if texts[0] else None


def never_lines(data: bytes) -> list[int]:
    """Where something read from the environment, there or by a name, may be compared with what is no text."""
    held = [hit[1] for hit in HELD.finditer(data)]
    return lines_around([b"environ", b"getenv(", *held], NEVER, data) if held or HERE.search(data) else []


def nevers_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`os.getenv("SLOW") == True`: the name is the variable, the text the operator and what stands on the other side.
    Nothing where the file names these functions in a text: it may patch them."""
    found = list(_compared(grove, tree))
    texts = (each.value for each in (nodes_in(tree) if found else ()) if isinstance(each, ast.Constant))
    if not any(isinstance(each, str) and PATCHED.fullmatch(each) for each in texts):
        yield from found


def _compared(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    held: dict[str, ast.expr] | None = None
    for node in grove.all(ast.Compare):
        scope, op = grove.scopes[node], type(node.ops[0])
        sides = [node.left, node.comparators[0]]
        values = [each for each in sides if isinstance(each, ast.Constant) and isinstance(each.value, (bool, int))]
        if len(node.ops) != 1 or len(values) != 1 or op not in SAME:
            continue
        other = sides[0] if sides[1] is values[0] else sides[1]
        if isinstance(other, ast.Name):
            kind = scope.kind_of(other.id)
            if kind == "module":
                held = held_once(tree) if held is None else held
                other = held.get(other.id, other)
            elif kind == "local":
                other = only_call(other.id, scope) or other
        name = _text_read(other, scope)
        if name:
            yield Slip("never equal", scope.reader.place(node), scope.within, name, f"{SAME[op]} {values[0].value!r}")


def _text_read(node: ast.expr, scope: Scope) -> str:
    """The variable that is read, where what comes is a text or None."""
    if isinstance(node, ast.Subscript) and scope.reader.chain(node.value) == "os.environ":
        key = node.slice
        return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
    found = _read(node, scope) if isinstance(node, ast.Call) else None
    if not found or not isinstance(node, ast.Call):
        return ""
    defaults = [*node.args[1:], *(each.value for each in node.keywords)]
    is_text = all(isinstance(each, ast.Constant) and isinstance(each.value, (str, type(None))) for each in defaults)
    return found[0] if is_text else ""
