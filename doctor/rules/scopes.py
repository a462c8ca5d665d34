"""The scopes of fixtures, from the narrowest to the widest."""

from __future__ import annotations

from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Fixture
from doctor.rules.cures import literal

SCOPES = ("function", "class", "module", "package", "session")


def is_narrower(scope: str, than: str) -> bool:
    return scope in SCOPES and than in SCOPES and SCOPES.index(scope) < SCOPES.index(than)


def is_wide(scope: str) -> bool:
    """Is it wider than that of one test?"""
    return scope in SCOPES[1:]


def rescoped(fixture: Fixture, scope: str) -> Fix | None:
    """The fixture gets this scope, where its own is written as a text, or is not written."""
    expr = fixture.expr
    if expr is None:
        return None
    title, written = f"set the scope of '{fixture.name}' to '{scope}'", expr.keyword("scope")
    if written:
        return Fix(title, (Replace(written.place, literal(scope)),)) if written.text else None
    place = expr.place.replace(line=expr.place.end_line, column=expr.place.end_column)
    if expr.kind == "name":
        return Fix(title, (Replace(place, f"(scope={literal(scope)})"),))
    if expr.parts or expr.keywords:
        return None
    inner = place.replace(column=place.column - 1, end_column=place.end_column - 1)
    return Fix(title, (Replace(inner, f"scope={literal(scope)}"),))
