"""Changes of Python code, worked out on the file's text and its tree."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from doctor.fixes import python
from doctor.fixes.blocks import add_to_end, compare_message, guard_statement, move_above, run_subtests
from doctor.fixes.bodies import (
    add_behind,
    add_to_body,
    derive_parameter,
    move_import,
    move_out,
    run_async,
)
from doctor.fixes.code import Code, code_of
from doctor.fixes.imports import import_from, import_other
from doctor.fixes.parameters import (
    add_parameter,
    change_hook,
    make_async,
    remove_default,
    remove_parameter,
    rename_parameter,
)
from doctor.fixes.slips import join_keys, join_tables, write_toml
from doctor.fixes.text import Span, UnresolvableError, behind_line, offsets
from doctor.fixes.undoing import undo_later
from doctor.model import rewrites
from doctor.model.rewrites import Rewrite


def spans(change: Rewrite, text: str) -> list[Span]:
    """The spans of the file's text (its lines end with LF) that the change is.

    Raises UnresolvableError, with the reason, when the code is not as the change takes it to be.
    """
    if isinstance(change, rewrites.RenameWord):  # in files of all kinds
        return list(rename_word(change, text))
    if type(change) in SLIPS:  # in files that no tree can be made of
        mend: Callable[[Any, str], Iterator[Span]] = SLIPS[type(change)]
        return list(mend(change, text))
    work: Callable[[Any, Code], Iterator[Span]] = HANDLERS[type(change)]
    return list(work(change, code_of(change.file, text)))


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


def name_reason(change: rewrites.NameReason, code: Code) -> Iterator[Span]:
    node = code.expression(change.place)
    if not isinstance(node, ast.Call) or not node.args:
        raise UnresolvableError("it has no condition")
    words = " ".join(code.text[slice(*code.reach(node.args[0]))].split())
    quoted = json.dumps(words, ensure_ascii=False) if "'" in words and '"' in words else repr(words)
    text = f'"{words}"' if '"' not in words and "\\" not in words else quoted
    yield from set_argument(rewrites.SetArgument(change.place, "reason", text), code)


# Statements


def open_block(change: rewrites.OpenBlock, code: Code) -> Iterator[Span]:
    start, end = code.span(change.place)
    for block in code.blocks:
        for node, behind in pairwise(block):
            if isinstance(node, ast.Expr) and node.lineno == change.place.line and code.reach(node) == (start, end):
                first, last = (
                    code.line_start(code.start_of(behind)),
                    code.reach(block[-1] if change.rest else behind)[1],
                )
                if behind.lineno <= (node.end_lineno or 0):
                    raise UnresolvableError("the statement behind it cannot be moved into a block")
                yield Span(start, start, "with ")
                yield Span(end, end, ":")
                yield Span(first, last, code.shifted(first, last, 4))
                return
    raise UnresolvableError("no statement stands behind it")


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


def call_yielded(change: rewrites.CallYielded, code: Code) -> Iterator[Span]:
    node = code.expression(change.place)
    given = node.value if isinstance(node, ast.Yield) else None
    if not isinstance(given, ast.Tuple) or not given.elts:
        raise UnresolvableError("it yields no function with its arguments")
    check, *rest = (code.text[code.start_of(each) : code.reach(each)[1]] for each in given.elts)
    yield Span(*code.reach(node), f"{check}({', '.join(rest)})")


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


def add_code(change: rewrites.AddCode, code: Code) -> Iterator[Span]:
    stripped = code.text.rstrip()
    gap = "\n" * 3 if stripped else ""
    yield Span(len(stripped), len(code.text), f"{gap}{change.text.rstrip()}\n")


def add_below_imports(change: rewrites.AddBelowImports, code: Code) -> Iterator[Span]:
    top = python.top_imports(code.tree) or code.tree.body[: python.has_docstring(code.tree)]
    if top:
        at = behind_line(code.text, code.reach(top[-1])[1])
        gap = "" if at == len(code.text) or code.text[at] == "\n" else "\n\n"
        yield Span(at, at, f"\n{change.text}\n{gap}")
    else:
        yield Span(0, 0, f"{change.text}\n\n\n")


SLIPS: dict[type, Callable[[Any, str], Iterator[Span]]] = {
    rewrites.JoinKeys: join_keys,
    rewrites.JoinTables: join_tables,
    rewrites.WriteToml: write_toml,
}
HANDLERS: dict[type, Callable[[Any, Code], Iterator[Span]]] = {
    rewrites.SetCalled: set_called,
    rewrites.SetArgument: set_argument,
    rewrites.RemoveArgument: remove_argument,
    rewrites.RenameArgument: rename_argument,
    rewrites.AddParameter: add_parameter,
    rewrites.RemoveParameter: remove_parameter,
    rewrites.RemoveDefault: remove_default,
    rewrites.RenameParameter: rename_parameter,
    rewrites.DeriveParameter: derive_parameter,
    rewrites.AssertReturn: assert_return,
    rewrites.UnwrapAssert: unwrap_assert,
    rewrites.CallYielded: call_yielded,
    rewrites.MakeAsync: make_async,
    rewrites.RemoveDefinition: remove_definition,
    rewrites.MoveOut: move_out,
    rewrites.MoveImport: move_import,
    rewrites.RunAsync: run_async,
    rewrites.ChangeHook: change_hook,
    rewrites.ImportFrom: import_from,
    rewrites.ImportOther: import_other,
    rewrites.OpenBlock: open_block,
    rewrites.NameReason: name_reason,
    rewrites.AddToBody: add_to_body,
    rewrites.AddBehind: add_behind,
    rewrites.UndoLater: undo_later,
    rewrites.AddToEnd: add_to_end,
    rewrites.GuardStatement: guard_statement,
    rewrites.MoveAbove: move_above,
    rewrites.CompareMessage: compare_message,
    rewrites.RunSubtests: run_subtests,
    rewrites.AddCode: add_code,
    rewrites.AddBelowImports: add_below_imports,
}
