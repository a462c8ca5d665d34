"""The end of something that is started, written behind its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.fixes import Change, Fix
from doctor.model.flows import Held
from doctor.model.rewrites import AddBehind, AddParameter, UndoLater
from doctor.model.sources import SourceFile
from doctor.rules.classes import TESTCASES, is_case
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import Leak
from doctor.rules.isolation._owners import Owner
from doctor.rules.mocks._holders import owner_of, strangers


def ended(group: list[Held], file: SourceFile, scene: Scene, end: str, start: str = "") -> Fix | None:
    """`addCleanup` or `request.addfinalizer` with the method `end`, for what one function makes: behind the call of the
    method `start`, or where it is made. None where something has no name, or the function cannot ask for it."""
    owner = owner_of(file, group[0].within)
    places = [next((use.place for use in held.uses if use.what == start), None) for held in group]
    taker = taker_of(owner, scene) if owner else ""
    if owner is None or not taker or not all(held.name for held in group) or (start and None in places):
        return None
    changes = [*asking(taker, owner)]
    for held, place in zip(group, places, strict=True):
        name = f"{taker.partition('.')[0]}.{held.name}" if held.root == "self" else held.name
        changes.append(AddBehind(place or held.expr.place, f"{taker}({name}.{end})"))
    return Fix(f"write {taker}(….{end}) behind the start", tuple(changes))


def undone(
    leaks: Iterable[Leak], scene: Scene, method: str, gives: bool = False, without: tuple[str, ...] = ()
) -> Fix | None:
    """`addCleanup` or `request.addfinalizer` with another method of the same object behind each change; None where one
    of the functions cannot ask for it, or does it in an expression."""
    changes: dict[Change, None] = {}
    for leak in leaks:
        taker = taker_of(leak.owner, scene)
        if not taker or leak.passing:
            return None
        changes.update(dict.fromkeys(asking(taker, leak.owner)))
        changes[UndoLater(leak.touch.place, taker, method, gives, without)] = None
    return Fix(f"hand {method} over, to be called at the end", tuple(changes))


def asking(taker: str, owner: Owner) -> Iterator[Change]:
    """The parameter that the taker is asked of, where it is missing."""
    if taker.startswith("request.") and not any(param.name == "request" for param in owner.function.params):
        yield AddParameter(owner.function.place, "request")


def taker_of(owner: Owner, scene: Scene) -> str:
    """What takes a function to be called at the end; "" where there is none."""
    bases = strangers(owner, scene)
    if TESTCASES & bases or any(is_case(each) for each in bases) or any(test.unittest for test in owner.tests):
        return "cls.addClassCleanup" if owner.function.name == "setUpClass" else "self.addCleanup"
    is_plain = all(param.kind == "plain" for param in owner.function.params)
    return "request.addfinalizer" if owner.kind != "setup" and is_plain else ""
