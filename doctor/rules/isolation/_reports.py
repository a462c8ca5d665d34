"""How lasting changes are reported: one finding for each file and thing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.isolation._leaks import Leak
from doctor.rules.isolation._owners import Owner
from doctor.rules.phrases import plural

# How what is done to a state is undone.
ENDINGS = {"context variable": ("reset", "it"), "listeners": ("take", "it out"), "receivers": ("take", "it out")}


def groups(leaks: Iterable[Leak], key: Callable[[Leak], str]) -> Iterator[list[Leak]]:
    """The leaks of one file that have the thing or the function in common, the worst first; those that are undone when
    nothing fails are told apart."""
    found: list[list[Leak]] = []
    by_key: dict[tuple[str, str], list[Leak]] = {}
    for leak in leaks:
        if is_meant(leak):
            continue
        file = leak.touch.place.file
        keys = (file, key(leak)), (file, f"def {leak.owner.function.qualname}")
        group = next((by_key[each] for each in keys if each in by_key), None)
        if group is None:
            group = []
            found.append(group)
        group.append(leak)
        by_key.update((each, group) for each in keys if each not in by_key)
    for group in found:
        for part in ([leak for leak in group if leak.passing is passing] for passing in (False, True)):
            if part:
                yield sorted(part, key=lambda leak: (-severity(leak), leak.touch.place))


def is_meant(leak: Leak) -> bool:
    """Does it set something up for the whole run?"""
    fixture = leak.owner.fixture
    return fixture is not None and fixture.scope in ("session", "")


def severity(leak: Leak) -> Severity:
    """A note for what is put back when the test passes, and for what is the same around every test."""
    fixture = leak.owner.fixture
    is_everywhere = fixture is not None and fixture.autouse and leak.owner.file.role != "test"
    if leak.passing or leak.touch.how == "default" or is_everywhere:
        return Severity.NOTE
    return Severity.WARNING


def problem(group: list[Leak], does: str, consequence: str, help_: str) -> Problem:
    """One finding. `does` is what the code does: "sets REGION in os.environ"."""
    leak = group[0]
    verb, rest = ENDINGS.get(leak.touch.state, ("put", "it back"))
    fails = f"{verb}s {rest} only if it does not fail" if leak.passing else f"does not {verb} {rest}"
    return Problem(
        place=leak.touch.place,
        message=f"{leak.owner.title} {does} and {fails}",
        label="put back only if nothing fails before" if leak.passing else "not put back",
        related=related(group),
        consequence=consequence,
        help=help_,
        severity=severity(leak),
    )


def related(group: list[Leak]) -> tuple[Related, ...]:
    """The other places of the same file, the first one with their number."""
    places = list({leak.touch.place: None for leak in group[1:] if leak.touch.place != group[0].touch.place})
    if not places:
        return ()
    more = f", and in {plural(len(places) - 1, 'more place')}" if len(places) > 1 else ""
    return (Related(places[0], f"here too{more}"), *(Related(place, "here too") for place in places[1:]))


def name_in(file: SourceFile, dotted: str) -> str:
    """How the file itself calls what has this name; "" where it is imported otherwise than at the top."""
    bound = {each.bound: each.alias for each in file.imports if each.alias and not each.guarded}
    best = max((name for name in bound if f"{dotted}.".startswith(f"{name}.")), key=len, default="")
    return bound[best] + dotted[len(best) :] if best else ""


def takes_monkeypatch(leak: Leak) -> bool:
    """Can the fixture `monkeypatch` be asked for there? Not by set-up functions, TestCases and wider fixtures."""
    return may_ask(leak.owner)


def may_ask(owner: Owner) -> bool:
    """Can fixtures of function scope be asked for there?"""
    if owner.fixture:
        return owner.fixture.scope == "function"
    return owner.kind == "test" and not any(test.unittest for test in owner.tests)
