"""Takes down one thing that code touches, and tells what is shared."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from doctor.facts.sources import items
from doctor.facts.sources.items import entered, is_last, second_name, text
from doctor.facts.sources.notes import Context, Notes
from doctor.model.touches import Touch

MAX_TOUCHES = 2_000


class Taking:
    """What one file touches, so far. `classes` are the names of its classes, `paths` the constants that hold a path,
    `tables` its own dictionaries at the top."""

    def __init__(
        self, notes: Notes, classes: frozenset[str], paths: Mapping[str, str], tables: frozenset[str] = frozenset()
    ) -> None:
        self.notes = notes
        self._classes = classes
        self._paths = paths
        self._tables = tables
        self.statements: set[ast.expr] = set()  # whose value nothing is done with

    def _imported(self, node: ast.expr, context: Context) -> str:
        """The dotted name of something imported, or of a part of it; "" for anything else, and at module level."""
        start = node
        while isinstance(start, ast.Attribute):
            start = start.value
        if context.scope is None or not isinstance(start, ast.Name) or context.scope.owns(start.id):
            return second_name(node, context)
        return context.reader.dotted(node) if start.id in context.reader.names else ""

    def _shared(self, node: ast.Attribute, context: Context) -> tuple[str, str] | None:
        """The dotted name of an attribute of something imported, or of a class of this file."""
        start: ast.expr = node
        while isinstance(start, ast.Attribute):
            start = start.value
        if not isinstance(start, ast.Name) or not (start.id in context.reader.names or start.id in self._classes):
            return None
        is_local = context.scope and context.scope.owns(start.id)
        return None if is_local else ("attribute", context.reader.dotted(node))

    def _whole(self, node: ast.expr, context: Context) -> str:
        """The name of something imported of which these are all attributes: `vars(settings)`, `settings.__dict__`."""
        of = items.with_attributes(node)
        return self._imported(of, context) if of is not None else ""

    def _is_shared(self, node: ast.expr, context: Context) -> bool:
        found = self._shared(ast.Attribute(node, "x", ast.Store()), context)
        return context.scope is not None and found is not None

    def _item(self, node: ast.expr | None, context: Context) -> str:
        """The key: a text, the name of a variable as `<NAME>`, or "?"."""
        if node is None:
            return "?"
        name = context.reader.dotted(node)
        return text(node) or (f"<{name}>" if name else "?")

    def _add(
        self, state: str, item: str, how: str, node: ast.expr, context: Context, value: ast.expr | None = None
    ) -> None:
        if len(self.notes.touches) < MAX_TOUCHES:
            reader = context.reader
            blocks = tuple(
                each if isinstance(each, str) else f"with {entered(each, context.reader)}" for each in context.blocks
            )
            if not blocks and context.scope is not None and is_last(node, context.scope.node):
                blocks = ("last",)
            read = reader.expr(value) if value is not None else None
            self.notes.touches.append(Touch(state, item, how, reader.place(node), context.owner, blocks, read))
