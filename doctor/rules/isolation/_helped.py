"""Environment variables that tests set and take out by calling functions of other modules."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.sources import Call, Function, SourceFile, Sources
from doctor.model.touches import Touch
from doctor.rules.isolation._owners import SETUPS, TEARDOWNS

HOWS = ("set", "default", "remove", "all")
Helpers = dict[str, list[tuple[SourceFile, Function, tuple[Touch, ...]]]]  # by their names


def helpers_of(sources: Sources) -> Helpers:
    """The plain functions, outside of collected test files, that write to os.environ and do not undo it."""
    found: Helpers = {}
    for file in sources:
        touches = [touch for touch in file.touches if touch.state == "os.environ"] if not file.collected else ()
        for name in dict.fromkeys(touch.within for touch in touches):
            function, own = file.function(name), tuple(touch for touch in touches if touch.within == name)
            if function and is_helper(function) and all(touch.how in HOWS and is_plain(touch) for touch in own):
                found.setdefault(name, []).append((file, function, own))
    return found


def is_helper(function: Function) -> bool:
    name = function.name
    is_called = name.startswith(("test", "pytest_")) or name in SETUPS or name in TEARDOWNS
    return not (is_called or function.class_name or function.is_nested or function.decorators or function.yields)


def is_plain(touch: Touch) -> bool:
    return not touch.is_final and not any(each.startswith("with ") for each in touch.blocks)


def helped(file: SourceFile, helpers: Helpers, modules: Modules) -> Iterator[Touch]:
    """A touch for each call of such a function: it is done where the function is called."""
    if not any(each.name in helpers or each.alias or each.name == "*" for each in file.imports):
        return
    for call in file.calls:
        module, _, last = call.name.rpartition(".")
        if not call.within or not module or last not in helpers:
            continue
        found = modules.find(module, file.path)
        for home, function, touches in helpers[last]:
            if found and found.file == home.path != file.path:
                yield from (done for touch in touches if (done := at(call, touch, function, home)))


def at(call: Call, touch: Touch, function: Function, home: SourceFile) -> Touch | None:
    """The touch as it is done by this call; None where the caller says which variable it is."""
    if touch.item in {f"<{param.name}>" for param in function.params}:
        return None
    blocks = ("if",) if call.branch or call.guarded else ()
    value = home.value(touch.item[1:-1]) if touch.item.startswith("<") else None
    return touch.replace(
        item=(value.text if value else None) or touch.item,
        place=call.place,
        within=call.within,
        blocks=(*blocks, *touch.blocks),
        by=function.name,
    )
