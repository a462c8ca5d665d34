"""What functions of a file do to shared state by calling another one of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from doctor.facts.sources.items import entered, text
from doctor.facts.sources.notes import FunctionNote, Notes
from doctor.facts.sources.spare import Spare
from doctor.knowledge.syntax import child_nodes, nodes_in
from doctor.model.touches import Touch

# Of these nothing is said but who sets what.
STATES = frozenset(
    {"os.environ", "os.getcwd", "sys.path", "sys.modules", "locale", "logging.disable", "socket timeout"}
)
HOWS = frozenset({"set", "default", "remove", "add", "all"})
CALLED_BY_PYTEST = ("test", "setup", "setUp", "teardown", "tearDown", "pytest_", "async")
LATER = frozenset({"addCleanup", "addClassCleanup", "addAsyncCleanup", "addfinalizer", "enterContext"})
Blocks = tuple[str, ...]


def borrowed(notes: Notes, spare: Spare | None) -> Iterator[Touch]:
    """A touch for each call of a helper: it is done where the helper is called."""
    helpers = _helpers(notes)
    if not helpers:
        return
    names = {name.rpartition(".")[2] for name in helpers}
    for note in notes.functions:
        if note.qualname in helpers or (spare and not spare.holds(note.node, names)):
            continue
        for call, blocks in _calls(note.node.body, note, ()):
            helper, touches = helpers.get(_called(call, note), (note, []))
            for touch in touches:
                if done := _at(call, touch, helper, note, blocks):
                    yield done


def _helpers(notes: Notes) -> dict[str, tuple[FunctionNote, list[Touch]]]:
    """The functions and methods that pytest does not call itself, with what they touch."""
    found: dict[str, list[Touch]] = {}
    for touch in notes.touches:
        if touch.state in STATES and touch.within:
            found.setdefault(touch.within, []).append(touch)
    notes_by_name = {note.qualname: note for note in notes.functions if note.qualname in found}
    return {
        name: (note, [each for each in found[name] if each.how in HOWS])
        for name, note in notes_by_name.items()
        if _is_helper(note)
        and not _hands_over(note)
        and not any(_is_undone(each) for each in found[name])
        and not _goes_back(found[name], note)
    }


def _hands_over(note: FunctionNote) -> bool:
    """Does it hand somebody what is to be called at the end: `case.addCleanup(…)`, `request.addfinalizer(…)`?"""
    calls = (node.func for node in nodes_in(note.node) if isinstance(node, ast.Call))
    return any(isinstance(func, ast.Attribute) and func.attr in LATER for func in calls)


def _goes_back(touches: list[Touch], note: FunctionNote) -> bool:
    """Is the last of several changes one to what a variable of the helper holds: `os.chdir(before)`?"""
    first, *rest = touches
    value = rest[-1].value if rest and (rest[-1].state, rest[-1].item) == (first.state, first.item) else None
    return value is not None and value.kind == "name" and value.value not in {param.name for param in note.params}


def _is_helper(note: FunctionNote) -> bool:
    is_method = bool(note.class_name)
    decorators = {str(each.value) for each in note.decorators}
    return (
        not note.inner
        and not note.yields
        and not note.name.startswith(CALLED_BY_PYTEST)
        and decorators <= ({"staticmethod", "classmethod"} if is_method else set())
    )


def _is_undone(touch: Touch) -> bool:
    """Does the helper undo it itself, or only where something is entered?"""
    return touch.how in ("guard", "call") or touch.is_final or any(each.startswith("with ") for each in touch.blocks)


def _called(call: ast.Call, note: FunctionNote) -> str:
    """The name of the file's function or method that is called, qualified."""
    func = call.func
    if isinstance(func, ast.Name):
        return "" if note.owns(func.id) else func.id
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id in ("self", "cls"):
        return f"{note.class_around}.{func.attr}"
    return ""


def _at(call: ast.Call, touch: Touch, helper: FunctionNote, note: FunctionNote, blocks: Blocks) -> Touch | None:
    """The touch as it is done by this call; None where it cannot be told which part of the state it is."""
    given = _given(call, helper)
    item, value = touch.item, touch.value
    if item.startswith("<") and item[1:-1] in {param.name for param in helper.params}:
        item = text(given.get(item[1:-1]))
        if not item:
            return None
    if value is not None and value.kind == "name" and value.value in given:
        value = note.reader.expr(given[str(value.value)])
    place = note.reader.place(call)
    return Touch(touch.state, item, touch.how, place, note.qualname, (*blocks, *touch.blocks), value, helper.name)


def _given(call: ast.Call, helper: FunctionNote) -> dict[str, ast.expr]:
    """Parameter → argument."""
    names = [param.name for param in helper.params if param.kind in ("plain", "positional-only")]
    if helper.class_name and isinstance(call.func, ast.Attribute):
        names = names[1:]
    return dict(zip(names, call.args, strict=False)) | {each.arg: each.value for each in call.keywords if each.arg}


def _calls(nodes: Iterable[ast.AST], note: FunctionNote, blocks: Blocks) -> Iterator[tuple[ast.Call, Blocks]]:
    """The calls within some nodes, with the blocks around them, but none of functions that are defined there."""
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if isinstance(node, ast.Call):
            yield node, blocks
        inner = {id(child): block for block, children in _blocks(node, note) for child in children}
        for child in child_nodes(node):
            block = inner.get(id(child))
            yield from _calls((child,), note, (*blocks, block) if block else blocks)


def _blocks(node: ast.AST, note: FunctionNote) -> Iterator[tuple[str, Iterable[ast.AST]]]:
    """The blocks that the node opens, as `Touch.blocks` has them, with the nodes that stand in each."""
    if isinstance(node, ast.Try):
        if node.finalbody:
            yield "try", (*node.body, *node.orelse)
            yield "finally", node.finalbody
        yield "except", node.handlers
    elif isinstance(node, ast.If):
        yield "if", (*node.body, *node.orelse)
    elif isinstance(node, ast.IfExp):
        yield "if", (node.body, node.orelse)
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield f"with {entered(node, note.reader)}", node.body
    elif isinstance(node, ast.Lambda):
        yield "lambda", (node.body,)
