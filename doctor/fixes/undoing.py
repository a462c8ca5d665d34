"""What a call has done is undone at the end, by a call that is handed over behind it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.fixes.code import Code
from doctor.fixes.text import Span, UnresolvableError
from doctor.model import rewrites


def undo_later(change: rewrites.UndoLater, code: Code) -> Iterator[Span]:
    """The statement that the call is, or whose one name it is assigned to, and a statement behind it."""
    call = code.expression(change.place)
    stmt = next((each for each in ast.walk(code.tree) if getattr(each, "value", None) is call), None)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        raise UnresolvableError("it is no method that is called")
    if not isinstance(stmt, (ast.Expr, ast.Assign)) or stmt.lineno != stmt.end_lineno:
        raise UnresolvableError("it is no statement of its own, in one line")
    start, end = code.reach(stmt)
    rest = code.text[end:].partition("\n")[0]
    if code.text[code.line_start(start) : start].strip() or rest.partition("#")[0].strip():
        raise UnresolvableError("it does not stand on a line of its own")
    undoing = f"{code.text[slice(*code.reach(call.func.value))]}.{change.method}"
    if change.gives:
        name = _name_of(stmt, code)
        first = "" if isinstance(stmt, ast.Assign) else f"{name} = "
        given = name
    else:
        first, given = "", ", ".join(_arguments(call, change.without, code))
    if change.taker.startswith("request."):  # which takes a function without arguments
        taken = f"{change.taker}(lambda: {undoing}({given}))"
    else:
        taken = f"{change.taker}({undoing}, {given})"
    yield Span(start, start, first)
    yield Span(end + len(rest), end + len(rest), f"\n{code.indent(start)}{taken}")


def _name_of(stmt: ast.Expr | ast.Assign, code: Code) -> str:
    """What holds the result of the call: a new name, where it has none."""
    if isinstance(stmt, ast.Assign):
        target = stmt.targets[0]
        if len(stmt.targets) > 1 or not isinstance(target, ast.Name):
            raise UnresolvableError("its result is not given one name")
        return target.id
    used = {each.id for each in ast.walk(code.around(stmt)) if isinstance(each, ast.Name)}
    return next(name for name in ("token", *(f"token_{number}" for number in range(2, 99))) if name not in used)


def _arguments(call: ast.Call, without: tuple[str, ...], code: Code) -> Iterator[str]:
    """Those of the call as they are written, but for some keywords."""
    for each in (*call.args, *call.keywords):
        if getattr(each, "arg", None) not in without:
            yield code.text[code.start_of(each) : code.reach(each)[1]]
