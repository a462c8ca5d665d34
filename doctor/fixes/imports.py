"""Imports that take something else, worked out on the file's tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.fixes import python
from doctor.fixes.code import Code
from doctor.fixes.text import Span, UnresolvableError
from doctor.model import rewrites
from doctor.model.places import Place


def import_from(change: rewrites.ImportFrom, code: Code) -> Iterator[Span]:
    node, alias = _imported(change.place, code)
    wanted = dict(change.names)
    gone = [each for each in node.names if each.name in wanted]
    if gone[:1] != [alias]:
        return  # done by the first one
    lines: dict[str, list[str]] = {}
    for each in gone:
        module, _, new = wanted[each.name].rpartition(".")
        bound = each.asname or each.name
        lines.setdefault(module, []).append(new + (f" as {bound}" if bound != new else ""))
    start, end = code.reach(node)
    text = f"\n{code.indent(start)}".join(f"from {module} import {', '.join(names)}" for module, names in lines.items())
    if len(gone) == len(node.names):
        yield Span(start, end, text)
        return
    yield Span(start, start, f"{text}\n{code.indent(start)}")
    yield from python.without_items([code.reach(each) for each in node.names], [each in gone for each in node.names])


def _imported(place: Place, code: Code) -> tuple[ast.ImportFrom, ast.alias]:
    at = code.span(place)[0]
    for node in (each for each in ast.walk(code.tree) if isinstance(each, ast.ImportFrom)):
        for each in node.names:
            if code.reach(each)[0] <= at < code.reach(each)[1]:
                return node, each
    raise UnresolvableError(f"no name is imported at {place}")


def import_other(change: rewrites.ImportOther, code: Code) -> Iterator[Span]:
    node = _statement(change, code)
    start, end = code.reach(node)
    if isinstance(node, ast.ImportFrom):
        found = re.compile(rf"(?<![\w.]){re.escape(change.module)}(?![\w.])").search(code.text, start, end)
        if found is None or node.level:
            raise UnresolvableError(f"'{change.module}' is not what is imported")
        yield Span(found.start(), found.end(), change.to)
        return
    alias = next(each for each in node.names if each.name == change.module)
    outer, dot, last = change.to.rpartition(".")
    bound = alias.asname or alias.name
    if "." in bound or (dot and len(node.names) > 1):
        raise UnresolvableError("other code uses the whole name, or other modules are imported with it")
    name = last if last == bound else f"{last} as {bound}"
    if dot:
        yield Span(start, end, f"from {outer or '.'} import {name}")
    else:
        yield Span(*code.reach(alias), name)


def _statement(change: rewrites.ImportOther, code: Code) -> ast.Import | ast.ImportFrom:
    at = code.span(change.place)[0]
    for node in ast.walk(code.tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and code.reach(node)[0] <= at < code.reach(node)[1]:
            names = [each.name for each in node.names]
            if change.module in names if isinstance(node, ast.Import) else node.module == change.module:
                return node
    raise UnresolvableError(f"'{change.module}' is not imported at {change.place}")
