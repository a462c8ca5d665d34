"""`monkeypatch` in place of a lasting change."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from doctor.model.fixes import Change, Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Function
from doctor.model.touches import Touch
from doctor.rules.isolation._leaks import Leak
from doctor.rules.isolation._reports import takes_monkeypatch

FIXTURE = "monkeypatch"
Written = Callable[[Leak], str | None]  # what is to stand from the start of the change to its value


def monkeypatched(group: Iterable[Leak], written: Written) -> Fix | None:
    """The fixture asked for, and its method called, in each function of the group; None where one cannot be rewritten.

    `written` is the new text before the value: `monkeypatch.setenv("REGION", `.
    """
    changes: list[Change] = []
    functions: dict[Place, Function] = {}
    for leak in group:
        text = written(leak) if takes_monkeypatch(leak) and not leak.passing else None
        edits = _rewritten(leak.touch, text) if text else None
        if edits is None or not _can_ask(leak.owner.function):
            return None
        changes += edits
        functions[leak.owner.function.place] = leak.owner.function
    for function in functions.values():
        changes += _asked(function)
    return Fix("let monkeypatch make the change, and undo it when the test ends", tuple(changes))


def _rewritten(touch: Touch, text: str) -> tuple[Change, ...] | None:
    """`target = value` or `call(value)` becomes `text` + value + `)`."""
    place, value = touch.place, touch.value
    if value is None or place.line != value.place.line or place.line != place.end_line:
        return None
    start = Place(place.file, place.line, place.column, place.line, value.place.column)
    end = value.place
    if (
        end.end_line == place.end_line and place.end_column == end.end_column + 1
    ):  # the value is the call's last argument
        return (Replace(start, text),)
    if value.place.column - place.end_column != len(" = "):  # `+=`, or several targets
        return None
    return (
        Replace(start, text),
        Replace(Place(place.file, end.end_line, end.end_column, end.end_line, end.end_column), ")"),
    )


def _can_ask(function: Function) -> bool:
    if any(param.name == FIXTURE for param in function.params):
        return True
    is_plain = all(param.kind == "plain" and not param.has_default for param in function.params)
    return is_plain and not any("given" in str(each.value) for each in function.decorators)


def _asked(function: Function) -> tuple[Change, ...]:
    """The fixture as the last parameter."""
    if any(param.name == FIXTURE for param in function.params):
        return ()
    last = function.params[-1].place if function.params else function.place
    column = last.end_column if function.params else last.end_column + len("(")
    text = f", {FIXTURE}" if function.params else FIXTURE
    return (Replace(Place(last.file, last.end_line, column, last.end_line, column), text),)
