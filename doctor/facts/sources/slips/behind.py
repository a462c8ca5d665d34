"""What fixtures hand out behind the block that has ended it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.interest import is_fixture
from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_around
from doctor.facts.sources.slips.ended import ENDING, TELLING, hands_out, is_kept, is_used
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

BOUND = re.compile(rb"with [^\n]* as (\w+):")
MOCKS = frozenset({
    "responses.RequestsMock()", "requests_mock.Mocker()", "requests_mock.mock()", "respx.mock()", "respx.mock",
    "aioresponses.aioresponses()", "unittest.mock.patch()", "unittest.mock.patch.object()", "mock.patch()",
    "mock.patch.object()",
})  # fmt: skip


def yield_lines(data: bytes) -> list[int]:
    names = {hit[1] for hit in BOUND.finditer(data)}
    if not names:
        return []
    handing = re.compile(rb"[ \t]+(?:yield|return) [^\n]*\b(?:" + b"|".join(names) + rb")\b")
    return lines_around([b"yield ", b"return "], handing, data)


def behind_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`with RequestsMock() as mock: mock.add(…)`, and then `yield mock`: the text is what ends it, the other place
    where that stands."""
    handed: list[ast.Return | ast.Yield] = [*grove.all(ast.Return), *grove.all(ast.Yield)]
    for node in handed:
        scope = grove.scopes[node]
        if node.value is None or scope.node is None or (scope.yields and isinstance(node, ast.Return)):
            continue
        if not is_fixture(map(scope.reader.chain, scope.node.decorator_list)):
            continue
        found = _ended(node.value, node, grove, scope)
        if found and is_used(scope.node, tree, found[1] in TELLING):
            name, chain, context = found
            others = (scope.reader.place(context),)
            yield Slip("outside", scope.reader.place(node), scope.within, name, chain.removesuffix("()"), others)


def _ended(value: ast.expr, node: ast.AST, grove: Grove, scope: Scope) -> tuple[str, str, ast.expr] | None:
    """The name that is handed out, what made it, and where."""
    for block in _before(node, grove):
        for item in block.items:
            name, chain = getattr(item.optional_vars, "id", ""), scope.reader.chain(item.context_expr)
            if not name or not hands_out(name, value, chain, scope) or _stored(name, scope) != 1:
                continue
            is_told = chain in MOCKS and _only_prepares(name, block.body)
            is_closed = chain in ENDING - MOCKS and not is_kept(name, item.context_expr, block.body)
            if is_told or is_closed:
                return name, chain, item.context_expr
    return None


def _before(node: ast.AST, grove: Grove) -> Iterator[ast.With | ast.AsyncWith]:
    """The blocks that have ended for sure when it comes to the node."""
    here: ast.AST = node
    function = grove.scopes[node].node
    while here is not function:
        parent = grove.parents[here]
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(parent, field, ())
            if isinstance(statements, list) and here in statements:
                before = statements[: statements.index(here)]
                yield from (each for each in before if isinstance(each, (ast.With, ast.AsyncWith)))
        if isinstance(parent, (ast.With, ast.AsyncWith, *FUNCTIONS)) and parent is not function:
            return  # it may be entered there again
        here = parent


def _stored(name: str, scope: Scope) -> int:
    assert scope.node is not None
    names = (each for each in nodes_in(scope.node) if isinstance(each, ast.Name) and each.id == name)
    return sum(not isinstance(each.ctx, ast.Load) for each in names)


def _only_prepares(name: str, body: list[ast.stmt]) -> bool:
    """Does the block nothing but tell the mock what to answer?"""
    return all(isinstance(stmt, (ast.Expr, ast.Assign)) and _is_of(name, stmt) for stmt in body)


def _is_of(name: str, stmt: ast.Expr | ast.Assign) -> bool:
    here: ast.AST = stmt.value if isinstance(stmt, ast.Expr) else stmt.targets[0]
    if not isinstance(here, (ast.Call, ast.Attribute)):
        return False
    while isinstance(here, (ast.Call, ast.Attribute)):
        here = here.func if isinstance(here, ast.Call) else here.value
    return getattr(here, "id", "") == name
