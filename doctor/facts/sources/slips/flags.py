"""Variables of the environment that are read as flags: any text but the empty one is true."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, held_once, lines_of
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Slip

READS = ("os.environ.get()", "os.getenv()")
GETS = (b"environ.get(", b"getenv(")
CALLS = re.compile(rb"\b(?:environ\.get|getenv)\(|\bif \w|\bnot \w")  # and where what they have read is asked


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
