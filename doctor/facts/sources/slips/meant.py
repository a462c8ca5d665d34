"""Assertions that ask for something else than they seem to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove
from doctor.model.slips import Slip

LINES = re.compile(
    rb"assert [^\n]*\.r?find\(|assert (?:[^\n]* and )?[\"'][^\n]* and |assert [^\n]* in[ \t]*\([ \t]*[\"']"
)
TEXTS = frozenset({"out", "err", "stdout", "stderr"})  # attributes of what captures, and runs commands
OF_TEXTS = frozenset(
    "decode read_text getvalue lower upper strip lstrip rstrip join format casefold title".split()  # noqa: SIM905
)


def meant_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """ "found" is `assert out.find("x")`, "both" `assert "a" and "b" in x`, "bracketed" `assert x in ("a")`. The text
    is what is meant."""
    for stmt in grove.all(ast.Assert):
        scope, test = grove.scopes[stmt], stmt.test
        if scope.node is None:
            continue
        place = scope.reader.place(test)
        if found := _found(test):
            yield Slip("found", place, scope.within, found[0], found[1])
        elif isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) and (both := _both(test)):
            yield Slip("both", place, scope.within, both[0], both[1])
        elif isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.In, ast.NotIn)) and len(test.ops) == 1:
            text, span = test.comparators[0], scope.reader.place(test.comparators[0])
            is_text = isinstance(text, ast.Constant) and isinstance(text.value, str) and len(text.value) > 1
            is_one = is_text and span.line == span.end_line and not isinstance(test.left, (ast.Constant, ast.JoinedStr))
            if is_one and scope.reader.is_bracketed(text) and not _are_characters(ast.literal_eval(text)):
                yield Slip("bracketed", span, scope.within, ast.unparse(text))


def _are_characters(text: str) -> bool:
    """Is it more likely that one of them is looked for, as in "0123456789abcdef" or "+-*/"?"""
    return list(text) == sorted(text) or not any(map(str.isalnum, text))


def _found(test: ast.expr) -> tuple[str, str] | None:
    """What is looked for, and the condition meant, in what is a text for sure."""
    if not isinstance(test, ast.Call) or not isinstance(test.func, ast.Attribute) or len(test.args) != 1:
        return None
    of, sought = test.func.value, test.args[0]
    is_text = isinstance(of, ast.Attribute) and of.attr in TEXTS
    if isinstance(of, ast.Call):
        func = of.func
        is_text = (isinstance(func, ast.Attribute) and func.attr in OF_TEXTS) or getattr(func, "id", "") in (
            "str",
            "repr",
        )
    if test.func.attr not in ("find", "rfind") or not is_text or not isinstance(sought, ast.Constant):
        return None
    return ast.unparse(sought), f"{ast.unparse(sought)} in {ast.unparse(of)}"


def _both(test: ast.BoolOp) -> tuple[str, str] | None:
    """The first text that nothing is asked of, and the condition meant, where something is looked for behind it."""
    asked = test.values[-1]
    if not isinstance(asked, ast.Compare) or not isinstance(asked.ops[0], (ast.In, ast.NotIn)) or len(asked.ops) > 1:
        return None
    alone = [
        each for each in test.values if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
    ]
    if not alone or not isinstance(asked.left, ast.Constant):
        return None
    word = "in" if isinstance(asked.ops[0], ast.In) else "not in"
    where = ast.unparse(asked.comparators[0])
    parts = [f"{ast.unparse(each)} {word} {where}" if each in alone else ast.unparse(each) for each in test.values]
    return ast.unparse(alone[0]), " and ".join(parts)
