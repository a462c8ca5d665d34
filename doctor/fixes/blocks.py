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


def run_subtests(change: rewrites.RunSubtests, code: Code) -> Iterator[Span]:
    node, mark = code.function(change.place), code.expression(change.mark)
    names, values = _names_and_values(mark, code)
    plain = [each.arg for each in node.args.args]
    first, start = node.body[0], code.start_of(node.body[0])
    others = [node.args.vararg, node.args.kwarg, *node.args.kwonlyargs, *node.args.posonlyargs, *node.args.defaults]
    if any(others) or not plain or not set(names) <= set(plain[1:]):
        raise UnresolvableError(f"'{node.name}' does not simply take {', '.join(names)}")
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(node.body) > 1:
        start = code.start_of(node.body[1])
    head, end = code.line_start(start), code.reach(node.body[-1])[1]
    if code.text[head:start].strip():
        raise UnresolvableError(f"the body of '{node.name}' is not in lines of its own")
    line = code.line_start(code.reach(mark)[0])
    yield Span(line, behind_line(code.text, code.reach(mark)[1]), "")
    left = [each for each in node.args.args if each.arg not in names]
    yield Span(
        code.reach(node.args.args[0])[0],
        code.reach(node.args.args[-1])[1],
        ", ".join(code.text[slice(*code.reach(each))] for each in left),
    )
    indent, own = code.text[head:start], plain[0]
    loop = f"{indent}for {', '.join(names)} in {values}:\n"
    told = f"{indent}    with {own}.subTest({', '.join(f'{name}={name}' for name in names)}):\n"
    yield Span(head, end, loop + told + code.shifted(head, end, 2 * STEP))


def _names_and_values(mark: ast.expr, code: Code) -> tuple[list[str], str]:
    """The names that `parametrize` gives, and its list of values as it is written."""
    call = mark if isinstance(mark, ast.Call) and len(mark.args) == 2 and not mark.keywords else None
    if call is None or any(isinstance(each, ast.Attribute) and each.attr == "param" for each in ast.walk(call)):
        raise UnresolvableError("it is more than names and values")
    given = call.args[0]
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        names = [name.strip() for name in given.value.split(",") if name.strip()]
    elif isinstance(given, (ast.List, ast.Tuple)) and len(given.elts) > 1:
        names = [str(getattr(each, "value", "")) for each in given.elts]
    else:
        names = []
    if not names or not all(name.isidentifier() for name in names):
        raise UnresolvableError("its names are worked out")
    return names, code.text[slice(*code.reach(call.args[1]))]
