"""What a file has touched, once it is walked: without what nothing is done about, with who reads what is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.sources.helping import borrowed
from doctor.facts.sources.items import place_in
from doctor.facts.sources.notes import FunctionNote, Notes
from doctor.facts.sources.spare import Spare
from doctor.knowledge.syntax import nodes_in
from doctor.model.touches import Touch

HARMLESS = frozenset({"guard", "call", "read"})


def finish(notes: Notes, spare: Spare | None) -> None:
    """Leaves out what nothing is done about, and adds who reads what tests write."""
    notes.touches = touches = _kept(notes.touches, notes)
    if not any(touch.how not in HARMLESS for touch in touches):
        fixtures = {note.qualname for note in notes.functions if _may_surround(note)}
        notes.touches = [touch for touch in touches if touch.within.partition(".<locals>")[0] in fixtures]
        return
    touches += [*_reads(notes, spare), *borrowed(notes, spare)]
    notes.touches = sorted(touches, key=lambda touch: (touch.place.line, touch.place.column))


def _may_surround(note: FunctionNote) -> bool:
    """Is it a fixture or a set-up function, around tests of other files too?"""
    return note.name.lower().startswith(("setup", "teardown", "async")) or any(
        str(each.value).endswith("fixture") for each in note.decorators
    )


def _kept(touches: list[Touch], notes: Notes) -> list[Touch]:
    """Without what is done to dictionaries that are also handed on, emptied or looked through somewhere."""
    tables = {touch.item.partition("[")[0] for touch in touches if touch.state == "global" and "[" in touch.item}
    if not tables:
        return touches
    plain = set()
    for note in notes.functions:
        known = {
            id(node.value) for node in nodes_in(note.node) if isinstance(node, ast.Subscript) and "[" in place_in(node)
        }
        names = (node for node in nodes_in(note.node) if isinstance(node, ast.Name) and node.id in tables)
        plain |= {node.id for node in names if id(node) not in known}
    return [touch for touch in touches if touch.state != "global" or touch.item.partition("[")[0] not in plain & tables]


def _reads(notes: Notes, spare: Spare | None) -> Iterator[Touch]:
    """Where functions read the globals and class attributes that functions of this file write."""
    names = {touch.item for touch in notes.touches if touch.state == "global"}
    attributes = {touch.item for touch in notes.touches if touch.state == "class" and touch.how == "set"}
    if not names and not attributes:
        return
    own: set[str] = set()  # attributes that objects have for themselves
    found: list[Touch] = []
    words = [*(name.partition("[")[0] for name in names), *(item.rpartition(".")[2] for item in attributes)]
    for note in notes.functions:
        if spare and not spare.holds(note.node, words):
            continue
        around = note.class_around
        for node in nodes_in(note.node):
            if isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load):
                if not note.owns(node.id):
                    found.append(Touch("global", node.id, "read", note.reader.place(node), note.qualname))
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and place_in(node) in names:
                if not note.owns(place_in(node).partition("[")[0]):
                    found.append(Touch("global", place_in(node), "read", note.reader.place(node), note.qualname))
            elif isinstance(node, ast.Attribute) and f"{around}.{node.attr}" in attributes:
                item, of = f"{around}.{node.attr}", ast.unparse(node.value)
                if isinstance(node.ctx, ast.Store) and of == "self":
                    own.add(item)
                elif isinstance(node.ctx, ast.Load) and of in ("self", "cls", "type(self)", "self.__class__", around):
                    found.append(Touch("class", item, "read", note.reader.place(node), note.qualname))
    yield from (touch for touch in found if touch.item not in own)
