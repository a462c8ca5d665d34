"""`monkeypatch` in place of a lasting change."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from doctor.model.fixes import Change, Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Function
from doctor.model.touches import Touch
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import Leak
from doctor.rules.isolation._reports import takes_monkeypatch

FIXTURE = "monkeypatch"
Written = Callable[[Leak], str | None]  # what is to stand from the start of the change to its value


def monkeypatched(group: Iterable[Leak], written: Written, ending: Callable[[Leak], str] | None = None) -> Fix | None:
    """The fixture asked for, and its method called, in each function of the group; None where one cannot be rewritten.

    `written` is the new text before the value: `monkeypatch.setenv("REGION", `; `ending` the one behind it, else ")".
    """
    changes: list[Change] = []
    functions: list[Function] = []
    for leak in group:
        text = written(leak) if takes_monkeypatch(leak) and not leak.passing else None
        edits = _rewritten(leak.touch, text, ending(leak) if ending else ")") if text else None
        if edits is None:
            return None
        changes += edits
        functions.append(leak.owner.function)
    return asking(changes, functions)


def asking(changes: Iterable[Change], functions: Iterable[Function]) -> Fix | None:
    """The changes, and the fixture asked for in these functions; None where one cannot ask."""
    each_once = {function.place: function for function in functions}
    if not each_once or not all(_can_ask(function) for function in each_once.values()):
        return None
    asked = [change for function in each_once.values() for change in _asked(function)]
    return Fix("let monkeypatch make the change, and undo it when the test ends", (*changes, *asked))


def attribute_set(leak: Leak) -> str | None:
    """The call of monkeypatch for an attribute, up to the value; None for a place in a list, `sys.argv[0]`."""
    place = leak.touch.place
    if leak.touch.item == "sys.argv" and place.end_column - place.column != len("sys.argv"):
        return None
    return f'monkeypatch.setattr("{leak.touch.item}", '


def attribute_end(scene: Scene) -> Callable[[Leak], str]:
    """What stands behind the value: an attribute that may not be there yet is not asked for, as in the assignment."""

    def end(leak: Leak) -> str:
        owner, _, name = leak.touch.item.rpartition(".")
        return ")" if _is_there(owner, name, leak, scene) else ", raising=False)"

    return end


def _is_there(owner: str, name: str, leak: Leak, scene: Scene) -> bool:
    found = scene.modules.find(owner, leak.owner.file.path)
    if found is not None:
        names = scene.modules.names(found)
        return names is None or name in names
    module, _, last = owner.rpartition(".")
    home = scene.modules.find(module, leak.owner.file.path) if module else None
    source = scene.sources.get(home.file) if home else None
    klass = source.class_(last) if source else None
    return bool(klass) and (name in klass.methods or klass.attribute(name) is not None)  # type: ignore[union-attr]


def _rewritten(touch: Touch, text: str, ending: str) -> tuple[Change, ...] | None:
    """`target = value` or `call(value)` becomes `text` + value + `ending`."""
    place, value = touch.place, touch.value
    if value is None or place.line != value.place.line or place.line != place.end_line:
        return None
    start = Place(place.file, place.line, place.column, place.line, value.place.column)
    end = value.place
    if (
        end.end_line == place.end_line and place.end_column == end.end_column + 1
    ):  # the value is the call's last argument
        last = Place(place.file, end.end_line, end.end_column, place.end_line, place.end_column)
        return (Replace(start, text),) if ending == ")" else (Replace(start, text), Replace(last, ending))
    if value.place.column - place.end_column != len(" = "):  # `+=`, or several targets
        return None
    return (
        Replace(start, text),
        Replace(Place(place.file, end.end_line, end.end_column, end.end_line, end.end_column), ending),
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
