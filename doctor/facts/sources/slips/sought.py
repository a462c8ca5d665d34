"""Texts that are looked for where there are none: among log records, in the pair of what was printed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, lines_of
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

FROM = rb"(?:self\._?)?(?:cap\w+\.(?:readouterr\(\)|records|record_tuples|get_records\([^)\n]*\))|recwarn(?:\.list)?)"
GIVEN = re.compile(rb"(?m)^[ \t]+(\w+) = %b[ \t]*\r?$" % FROM)
WHOLE = re.compile(
    r"(?:self\._?)?(?:(?P<pair>cap(?:sys|fd)(?:binary)?)\.readouterr\(\)|caplog\.(?P<records>records|get_records\(\))"
    r"|caplog\.(?P<tuples>record_tuples)|(?P<warnings>recwarn)(?:\.list)?)"
)
INSTEAD = {"pair": "{}.out", "records": "caplog.text", "tuples": "caplog.text", "warnings": ""}


def sought_lines(data: bytes) -> list[int]:
    """Where something is asked for in what these fixtures give, or in a name that holds it."""
    names = {hit[1] for hit in GIVEN.finditer(data)}
    return lines_of(rb"\bin (?:%b)(?![\w.\[(])" % b"|".join([FROM, *names]), data)


def sought_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`"text" not in capsys.readouterr()`; the text is what may be meant, the other place what is asked."""
    for node in grove.all(ast.Compare):
        scope = grove.scopes[node]
        if scope.node is None or len(node.ops) != 1 or not isinstance(node.ops[0], (ast.In, ast.NotIn)):
            continue
        of = node.comparators[0]
        kind, fixture = _kind(of, scope)
        is_not = isinstance(node.ops[0], ast.NotIn)
        if not kind or not _is_text(node.left) or (kind == "pair" and (not is_not or _is_line(node.left))):
            continue
        place = scope.reader.place(of)
        meant = INSTEAD[kind].format(ast.unparse(of)).replace("caplog", fixture)
        yield Slip(f"{kind} not" if is_not else kind, scope.reader.place(node), scope.within, fixture, meant, (place,))


def _kind(of: ast.expr, scope: Scope) -> tuple[str, str]:
    """What it is, and the fixture that gave it; of a name what it is given, if that is one thing."""
    if isinstance(of, ast.Name) and scope.kind_of(of.id) == "local":
        assert scope.node is not None
        stored = [each for each in nodes_in(scope.node) if getattr(each, "id", "") == of.id and _is_stored(each)]
        given = [
            each.value
            for each in nodes_in(scope.node)
            if isinstance(each, ast.Assign) and each.targets[0] in stored and len(each.targets) == 1
        ]
        if len(stored) != 1 or len(given) != 1:
            return "", ""
        of = given[0]
    hit = WHOLE.fullmatch(scope.reader.chain(of))
    fixture = re.match(r"(?:self\.)?\w+", hit[0]) if hit else None
    if hit is None or fixture is None or scope.kind_of(fixture[0].partition(".")[0]) not in ("param", "self"):
        return "", ""
    return str(hit.lastgroup), fixture[0]


def _is_stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) and bool(node.value)
    )


def _is_line(node: ast.expr) -> bool:
    """May it be all that was printed: does it end as a line does?"""
    end = ast.unparse(node).rstrip("'\"")
    return end.endswith("\\n")
