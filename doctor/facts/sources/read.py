"""One file's bytes to what stands in it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from doctor.facts.sources.flows import flows_of
from doctor.facts.sources.marks import Names, fixtures_of, imported_marks, marks_of
from doctor.facts.sources.notes import Notes
from doctor.facts.sources.unasked import unasked_of
from doctor.facts.sources.walk import take_notes
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in, parse
from doctor.model.places import Place
from doctor.model.sources import Expr, SourceFile, SyntaxFault


def read(path: str, data: bytes, package: str = "") -> SourceFile:
    """What stands in the file, without what depends on configuration or other files: role, collected, tests, provided.

    `path` is the name for places, `package` the dotted package that the module is in. Never raises.
    """
    return read_sparing(path, data, package, spares=False)[0]


def read_sparing(path: str, data: bytes, package: str, spares: bool = True) -> tuple[SourceFile, list[str]]:
    """The same without `referenced` and the calls, in tests, of modules that sound like helpers; and the names of what
    is called so."""
    tree = parse(data, path)
    if isinstance(tree, SyntaxFault):
        return SourceFile(path, "", fault=tree), []
    try:
        return _read(path, data, tree, package, spares)
    except (RecursionError, MemoryError):
        return SourceFile(path, "", fault=SyntaxFault("too deeply nested to read", Place(path))), []


def _read(path: str, data: bytes, tree: ast.Module, package: str, spares: bool) -> tuple[SourceFile, list[str]]:
    reader = Reader(path, data, tree, package)
    all_calls = path.endswith("conftest.py") or b"def pytest_" in data
    notes = take_notes(tree, reader, data if spares else b"", all_calls)
    functions = [note.finish() for note in notes.functions]
    classes = [note.finish() for note in notes.classes]
    names = Names(notes.assigned, notes.imports)
    fixtures = fixtures_of(functions, classes, names, notes.assigned)
    flows, unasked = flows_of(tree, reader, data, notes.idle), unasked_of(notes.functions, fixtures, notes.imports)
    file = SourceFile(
        path,
        "",
        imports=tuple(notes.imports),
        functions=tuple(functions),
        classes=tuple(classes),
        fixtures=tuple(fixtures),
        marks=tuple(marks_of(notes, classes, names, fixtures)),
        calls=tuple(notes.calls),
        assigned=tuple(notes.assigned),
        all=_all(notes.assigned),
        writes=tuple(notes.writes),
        imported_marks=tuple(imported_marks(notes, classes, names)),
        referenced=() if spares else references(tree, _names(notes)),
        touches=tuple(notes.touches),
        flows=flows.replace(unasked=unasked) if unasked else flows,
    )
    return file, notes.asked


def referenced(data: bytes, path: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that the file's bytes read or delete."""
    tree = parse(data, path)
    return references(tree, names) if isinstance(tree, ast.Module) else ()


def _names(notes: Notes) -> Iterator[str]:
    yield from (each.name for each in notes.functions)
    yield from (each.name for each in notes.classes)


def references(tree: ast.Module, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that the file reads or deletes; see `SourceFile.referenced`."""
    found: set[str] = set()
    for node in nodes_in(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return tuple(sorted(found.intersection(names)))


def _all(assigned: list[tuple[str, Expr]]) -> tuple[str, ...] | None:
    """`__all__`, None when there is none or it is not literal."""
    value = next((value for name, value in reversed(assigned) if name == "__all__"), None)
    if value is None or value.kind not in ("list", "tuple"):
        return None
    texts = [part.text for part in value.parts]
    return None if None in texts else tuple(text for text in texts if text is not None)
