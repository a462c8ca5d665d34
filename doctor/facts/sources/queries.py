"""Where functions ask Django's database by the manager of an imported model: `Book.objects.create(…)`."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove
from doctor.model.flows import Query

# Methods that reach the database there and then; others only make a query.
ASKING = frozenset(
    """create get get_or_create update_or_create bulk_create create_user create_superuser count exists first last
    aggregate earliest latest delete update in_bulk""".split()  # noqa: SIM905
)
WORDS = rb"\.objects\.\w+\("
AROUND = (ast.With, ast.AsyncWith, ast.Try, ast.Lambda)  # where it may be expected to fail, or be allowed


def queries_of(grove: Grove) -> tuple[Query, ...]:
    """All of them in plain statements, in the order of the lines."""
    found = []
    for node in grove.named("objects"):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        scope = grove.scopes[node]
        call = _asking(node, grove)
        if call is None or scope.node is None or scope.kind_of(node.value.id) != "import":
            continue
        if not any(isinstance(each, AROUND) for each in grove.above(node)):
            found.append(Query(scope.reader.dotted(node.value), scope.reader.place(call), scope.within))
    return tuple(sorted(found, key=lambda each: each.place))


def _asking(node: ast.AST, grove: Grove) -> ast.Call | None:
    """The call of the chain behind it that reaches the database: `Book.objects.filter(…).count()`."""
    here = node
    while isinstance(method := grove.parents.get(here), ast.Attribute):
        call = grove.parents.get(method)
        if not isinstance(call, ast.Call) or call.func is not method:
            return None
        if method.attr in ASKING:
            return call
        here = call
    return None
