"""Statements that come under a condition, or out of one, worked out on the file's tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.fixes.bodies import bound
from doctor.fixes.code import Code
from doctor.fixes.text import Span, UnresolvableError, behind_line
from doctor.model import rewrites

NEEDS_BRACKETS = (ast.Compare, ast.BoolOp, ast.IfExp, ast.Lambda, ast.NamedExpr, ast.Starred, ast.Tuple)
STEP = 4


def guard_statement(change: rewrites.GuardStatement, code: Code) -> Iterator[Span]:
    node = _statement(change, code)
    start, end = code.reach(node)
    indent = code.text[code.line_start(start) : start]
    rest = code.text[end : behind_line(code.text, end)]
    if indent.strip() or rest.partition("#")[0].strip():
        raise UnresolvableError("it does not stand on lines of its own")
    moved = code.shifted(code.line_start(start), end, STEP)
    yield Span(code.line_start(start), end, f"{indent}if {change.condition}:\n{moved}")


def _statement(change: rewrites.GuardStatement, code: Code) -> ast.stmt:
    """The innermost one around the place that has no statements in it."""
    at = code.span(change.place)[0]
    around = [each for each in ast.walk(code.tree) if isinstance(each, ast.stmt)]
    found = [each for each in around if not hasattr(each, "body") and code.reach(each)[0] <= at < code.reach(each)[1]]
    if not found:
        raise UnresolvableError(f"no plain statement stands at {change.place}")
    return found[-1]


def move_above(change: rewrites.MoveAbove, code: Code) -> Iterator[Span]:
    node = code.definition(change.place)
    guard = next((each for each in code.tree.body if isinstance(each, ast.If) and node in each.body), None)
    if guard is None:
        raise UnresolvableError("it does not stand below a condition of the module")
    own = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    beside = [each for each in guard.body if each is not node]
    if own & {name for each in beside for name in bound(ast.walk(each))}:
        raise UnresolvableError("it uses what else stands below the condition")
    start, end = code.lines_of(node)
    while code.text[(above := code.line_start(start - 1)) : start].lstrip().startswith("#"):
        start = above
    text = code.shifted(start, end, -len(code.indent(start))).rstrip("\n")
    at = code.line_start(code.reach(guard)[0])
    if beside or guard.orelse:
        yield Span(at, at, f"{text}\n\n\n")
        yield code.without(node)
    else:
        yield Span(at, code.reach(guard)[1], text)


def compare_message(change: rewrites.CompareMessage, code: Code) -> Iterator[Span]:
    at = code.span(change.place)[0]
    for node in ast.walk(code.tree):
        if isinstance(node, ast.Assert) and node.msg is not None and code.reach(node.msg)[0] == at:
            if isinstance(node.test, NEEDS_BRACKETS) or isinstance(node.msg, NEEDS_BRACKETS):
                raise UnresolvableError("the two values do not stand alone")
            comma = code.text.index(",", code.closed(code.reach(node.test)[1], at))
            yield Span(comma, comma + 1, " ==")
            return
    raise UnresolvableError(f"no assert has a message at {change.place}")


def add_to_end(change: rewrites.AddToEnd, code: Code) -> Iterator[Span]:
    node = code.definition(change.place)
    last = node.body[-1]
    start = code.start_of(last)
    if code.text[code.line_start(start) : start].strip():
        raise UnresolvableError("its body does not stand on lines of its own")
    at = behind_line(code.text, code.reach(last)[1])
    gap = "\n" if isinstance(last, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else ""
    head = "" if code.text[:at].endswith("\n") else "\n"
    yield Span(at, at, f"{head}{gap}{code.indented(change.text, code.indent(start))}")
