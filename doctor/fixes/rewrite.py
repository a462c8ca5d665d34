"""Changes of Python code, worked out on the file's text and its tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

from doctor.fixes.code import Code, Function
from doctor.fixes.parameters import (
    add_parameter,
    body_of,
    make_async,
    parameters,
    remove_parameter,
    rename_parameter,
)
from doctor.fixes.text import Span, UnresolvableError, offsets
from doctor.model import rewrites
from doctor.model.rewrites import Rewrite


def spans(change: Rewrite, text: str) -> list[Span]:
    """The spans of the file's text (its lines end with LF) that the change is.

    Raises UnresolvableError, with the reason, when the code is not as the change takes it to be.
    """
    if isinstance(change, rewrites.RenameWord):  # in files of all kinds
        return list(rename_word(change, text))
    work: Callable[[Any, Code], Iterator[Span]] = HANDLERS[type(change)]
    return list(work(change, Code(change.file, text)))


def rename_word(change: rewrites.RenameWord, text: str) -> Iterator[Span]:
    start, end = offsets(text, change.place)
    found = re.compile(rf"(?<!\w){re.escape(change.word)}(?!\w)").search(text, start, end)
    if not found:
        raise UnresolvableError(f"'{change.word}' does not stand at {change.place}")
    yield Span(found.start(), found.end(), change.to)


def set_called(change: rewrites.SetCalled, code: Code) -> Iterator[Span]:
    node = code.expression(change.place)
    yield Span(*code.reach(node.func if isinstance(node, ast.Call) else node), change.text)


# Arguments


def set_argument(change: rewrites.SetArgument, code: Code) -> Iterator[Span]:
    node = code.expression(change.place)
    text = f"{change.name}={change.text}"
    if not isinstance(node, ast.Call):
        end = code.reach(node)[1]
        yield Span(end, end, f"({text})")
        return
    keyword = next((each for each in node.keywords if each.arg == change.name), None)
    if keyword:
        yield Span(*code.reach(keyword.value), change.text)
        return
    last = _items(node)[-1:]
    if last and isinstance(last[0], ast.GeneratorExp):
        raise UnresolvableError("its only argument is a bare generator")
    end = code.reach(node)[1] - 1
    if last:
        end = code.closed(code.reach(last[0])[1], end)
    yield Span(end, end, f", {text}" if last else text)


def remove_argument(change: rewrites.RemoveArgument, code: Code) -> Iterator[Span]:
    node, keyword = _keyword(change, code)
    items = _items(node)
    at = items.index(keyword)
    start, end = code.reach(keyword)
    end = code.closed(end, code.reach(node)[1] - 1)
    if at + 1 < len(items):
        end = code.start_of(items[at + 1])
    elif at:
        start = code.closed(code.reach(items[at - 1])[1], start)
    else:
        end = code.reach(node)[1] - 1
    yield Span(start, end, "")


def rename_argument(change: rewrites.RenameArgument, code: Code) -> Iterator[Span]:
    start = code.reach(_keyword(change, code)[1])[0]
    yield Span(start, start + len(change.name), change.to)


def _keyword(change: rewrites.RemoveArgument | rewrites.RenameArgument, code: Code) -> tuple[ast.Call, ast.keyword]:
    node = code.expression(change.place)
    if isinstance(node, ast.Call):
        for each in node.keywords:
            if each.arg == change.name:
                return node, each
    raise UnresolvableError(f"there is no argument '{change.name}' at {change.place}")


def _items(node: ast.Call) -> list[ast.expr | ast.keyword]:
    """Arguments in the order in which they are written."""
    return sorted([*node.args, *node.keywords], key=lambda each: (each.lineno, each.col_offset))


# Statements


def assert_return(change: rewrites.AssertReturn, code: Code) -> Iterator[Span]:
    node = code.statement(change.place, ast.Return)
    start, end = code.reach(node)
    if isinstance(node.value, ast.Tuple) or node.value is None:
        raise UnresolvableError("a tuple would always be true")
    yield Span(start, start + len("return"), "assert")
    if not _is_last(code.around(node).body, node):
        before = code.text[code.line_start(start) : start]
        yield Span(end, end, "; return" if before.strip() else f"\n{before}return")


def unwrap_assert(change: rewrites.UnwrapAssert, code: Code) -> Iterator[Span]:
    node = code.expression(change.place)
    start, end = code.reach(node)
    if not isinstance(node, ast.Tuple) or len(node.elts) != 2 or node.lineno != node.end_lineno:
        raise UnresolvableError("it is not 'assert (condition, message)' on one line")
    if code.text[start] != "(" or code.text[code.closed(code.reach(node.elts[1])[1], end - 1) : end].strip() != ")":
        raise UnresolvableError("a comma follows the message")
    yield Span(start, start + 1, "" if code.text[start - 1].isspace() else " ")
    yield Span(end - 1, end, "")


def _is_last(body: list[ast.stmt], node: ast.stmt) -> bool:
    """Does nothing of the function come after this statement?"""
    if not body:
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return _is_last(last.body, node) or _is_last(last.orelse, node)
    return last is node or (isinstance(last, (ast.With, ast.AsyncWith)) and _is_last(last.body, node))


def remove_definition(change: rewrites.RemoveDefinition, code: Code) -> Iterator[Span]:
    yield code.without(code.definition(change.place))


def move_out(change: rewrites.MoveOut, code: Code) -> Iterator[Span]:
    inner, outer = code.function(change.place), code.function(change.outer)
    start, end = code.lines_of(inner)
    if len(outer.body) == 1:
        raise UnresolvableError(f"there is nothing else in '{outer.name}'")
    if any(_is_long_text(each) for each in body_of(inner)):
        raise UnresolvableError("it holds text of several lines")
    taken = _taken(inner, outer)
    added = [name for name in taken if name in {each.arg for each in parameters(outer)}]
    if len(added) < len(taken):
        raise UnresolvableError(f"it uses variables of '{outer.name}': {', '.join(taken)}")
    first = outer.args.args[0].arg if outer.args.args else ""
    if first in ("self", "cls"):
        added = [first, *(name for name in added if name != first)]
    text = code.text[start:end]
    at = code.opening(inner) - start
    has = bool(parameters(inner))
    text = text[:at] + ", ".join(added) + (", " if added and has else "") + text[at:]
    strip = inner.col_offset - outer.col_offset
    moved = "".join(line[strip:] if line[:strip].isspace() else line for line in text.splitlines(keepends=True))
    gap = "\n" * (1 if outer.col_offset else 2)
    behind = code.lines_of(outer)[1]
    if end == behind:  # the last thing in the outer one
        start = len(code.text[:start].rstrip("\n"))
        gap = "\n" + gap
    else:
        yield code.without(inner)
        start = behind
    yield Span(start, behind, gap + moved.rstrip("\n") + "\n")


def _is_long_text(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    return is_text and getattr(node, "lineno", 0) != getattr(node, "end_lineno", 0)


def _taken(inner: Function, outer: Function) -> list[str]:
    """Names of the outer function that the inner one uses, in the order of their first use."""
    own = {each.arg for each in parameters(inner)}
    own |= {each.id for each in body_of(inner) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    bound = {each.arg for each in parameters(outer)}
    for each in body_of(outer):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            bound.add(each.id)
        elif isinstance(each, ast.alias):
            bound.add(each.asname or each.name.partition(".")[0])
        elif isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and each is not inner:
            bound.add(each.name)
    used = [each.id for each in ast.walk(inner) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)]
    return list(dict.fromkeys(name for name in used if name in bound - own))


def add_to_body(change: rewrites.AddToBody, code: Code) -> Iterator[Span]:
    node = code.definition(change.place)
    documented = _is_docstring(node.body[0])
    body = node.body[1:] if documented else node.body
    if not body:
        start, end = code.reach(node.body[0])
        yield Span(end, end, f"\n\n{code.indented(change.text, code.indent(start))}".rstrip("\n"))
        return
    start, end = code.start_of(body[0]), code.reach(body[0])[1]
    indent = code.text[code.line_start(start) : start]
    if indent.strip():  # on the line of the header
        own = code.indent(code.reach(node)[0]) + "    "
        text = code.indented(change.text, own).rstrip("\n")
        rest = "" if _is_idle(body) else f"\n{own}{code.text[start : code.reach(body[-1])[1]]}"
        yield Span(code.blank_before(start), code.reach(body[-1])[1], f"\n{text}{rest}")
    elif _is_idle(body):
        yield Span(start, end, code.indented(change.text, indent).strip())
    else:
        at = code.line_start(start)
        gap = "\n" if isinstance(body[0], (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else ""
        yield Span(at, at, code.indented(change.text, indent) + gap)


def derive_parameter(change: rewrites.DeriveParameter, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    own = next((each for each in parameters(node) if each.arg == change.name), None)
    if own is None or change.to in {each.arg for each in parameters(node)}:
        raise UnresolvableError(f"'{node.name}' has no parameter '{change.name}', or takes '{change.to}' already")
    yield Span(*code.reach(own), change.to)
    yield from add_to_body(rewrites.AddToBody(change.place, change.text), code)


def _is_idle(body: list[ast.stmt]) -> bool:
    """Is it `pass` or `...`?"""
    first = body[0]
    dots = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and first.value.value is ...
    return len(body) == 1 and (dots or isinstance(first, ast.Pass))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def add_code(change: rewrites.AddCode, code: Code) -> Iterator[Span]:
    stripped = code.text.rstrip()
    gap = "\n" * 3 if stripped else ""
    yield Span(len(stripped), len(code.text), f"{gap}{change.text}\n")


HANDLERS: dict[type, Callable[[Any, Code], Iterator[Span]]] = {
    rewrites.SetCalled: set_called,
    rewrites.SetArgument: set_argument,
    rewrites.RemoveArgument: remove_argument,
    rewrites.RenameArgument: rename_argument,
    rewrites.AddParameter: add_parameter,
    rewrites.RemoveParameter: remove_parameter,
    rewrites.RenameParameter: rename_parameter,
    rewrites.DeriveParameter: derive_parameter,
    rewrites.AssertReturn: assert_return,
    rewrites.UnwrapAssert: unwrap_assert,
    rewrites.MakeAsync: make_async,
    rewrites.RemoveDefinition: remove_definition,
    rewrites.MoveOut: move_out,
    rewrites.AddToBody: add_to_body,
    rewrites.AddCode: add_code,
}
