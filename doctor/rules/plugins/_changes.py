"""Uses of pytest that it has changed, or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.compatibility import Change, satisfies
from doctor.model.fixes import AddImport, Fix, Replace
from doctor.model.fixes import Change as Edit
from doctor.model.places import Place
from doctor.model.rewrites import RenameArgument, RenameWord, SetCalled
from doctor.model.sources import Call, Expr, SourceFile, Sources

SAME = ("msg",)  # arguments that only got another name


def by_use(changes: Iterable[Change]) -> tuple[dict[str, Change], dict[tuple[str, str], Change]]:
    """Those of attributes by their name, those of arguments by function and name."""
    changes = tuple(changes)
    return (
        {full(each.name): each for each in changes if each.kind == "attribute"},
        {(full(each.within), each.name): each for each in changes if each.kind == "argument"},
    )


def renamed(change: Change, places: list[Place], sources: Sources) -> Fix | None:
    """The new name of an argument, or of a function, that does the same."""
    if change.kind == "attribute" and change.change == "renamed":
        old, new = change.name.rpartition(".")[2], change.new.rpartition(".")[2]
        edits: list[Edit] = [RenameWord(place, old, new) for place in places]
        return Fix(f"write '{change.new}' in place of '{full(change.name)}'", tuple(edits), safe=True)
    if change.kind == "argument" and change.name == "None":
        return recording(places, sources)
    if change.kind != "argument" or change.name not in SAME or not change.new:
        return None
    calls = [call for place in places for call in calls_with(change, place, sources)]
    edits = [RenameArgument(call.place, change.name, change.new) for call in calls]
    return Fix(f"write '{change.new}=' in place of '{change.name}='", tuple(edits), safe=True)


def recording(places: list[Place], sources: Sources) -> Fix | None:
    """`warnings.catch_warnings(record=True)` for `pytest.warns(None)`."""
    edits: list[Edit] = []
    for place in places:
        file = sources.get(place.file)
        calls = [call.expr for call in file.calls_of("pytest.warns") if call.expr.parts] if file else []
        call = next((each for each in calls if each.parts[0].place == place), None)
        if call is None or call.keywords or len(call.parts) > 1:
            return None
        edits += [SetCalled(call.place, "warnings.catch_warnings"), Replace(place, "record=True")]
        edits.append(AddImport(place.file, "import warnings"))
    return Fix("write warnings.catch_warnings(record=True) in place of pytest.warns(None)", tuple(dict.fromkeys(edits)))


def calls_with(change: Change, place: Place, sources: Sources) -> Iterator[Call]:
    """The call whose argument stands there."""
    file = sources.get(place.file)
    for call in file.calls_of(full(change.within)) if file else ():
        if any(name == change.name and value.place == place for name, value in call.expr.keywords):
            yield call


def is_gone(change: Change, version: str) -> bool:
    """Is it refused? A deprecation that pytest has made an error is as bad as a removal."""
    return change.removed_in(version) or bool(change.refused and satisfies(version, f">={change.refused}"))


def full(name: str) -> str:
    return name if name.startswith(("pytest.", "_pytest.")) else f"pytest.{name}"


def attribute_uses(file: SourceFile, gone: dict[str, Change]) -> Iterator[tuple[Change, Place]]:
    """Imports, decorators, base classes and calls that name one of these."""
    for each in file.imports:
        if each.module == "pytest" and not each.guarded and each.dotted in gone:
            yield gone[each.dotted], each.place
    for expr in named(file):
        name = ".".join(str(expr.value).split(".")[:2])
        if name in gone:
            yield gone[name], expr.place
    if "pytest.config.inicfg" in gone:
        yield from ((gone["pytest.config.inicfg"], place) for place in of_config(file, "inicfg"))


def of_config(file: SourceFile, attribute: str) -> Iterator[Place]:
    """Where a conftest or plugin calls something of this attribute of `config`, or hands it on."""
    ends = (f"config.{attribute}", f"pytestconfig.{attribute}")
    for call in file.calls if file.role in ("conftest", "plugin") else ():
        if call.guarded in ("condition", "try") or not call.within:
            continue
        asked = call.name.rpartition(".")[0].partition("[")[0]
        if asked.endswith(ends) or any(str(part.value).partition("[")[0].endswith(ends) for part in call.expr.parts):
            yield call.place


def named(file: SourceFile) -> Iterator[Expr]:
    for function in file.functions:
        yield from (each for each in function.decorators if str(each.value).startswith("pytest."))
    for klass in file.classes:
        yield from (each for each in klass.bases if str(each.value).startswith("pytest."))
    for call in file.calls:
        if not call.guarded and call.name.startswith("pytest."):
            yield call.expr


def argument_uses(file: SourceFile, gone: dict[tuple[str, str], Change]) -> Iterator[tuple[Change, Place]]:
    functions = {function for function, _ in gone}
    for call in file.calls_of(*functions):
        if call.guarded == "try" or (call.guarded == "condition" and is_by_version(call, file)):
            continue
        first = call.expr.parts[0] if call.expr.parts else None
        if first and first.kind == "constant" and first.value is None and (call.name, "None") in gone:
            yield gone[call.name, "None"], first.place
        for name, value in () if is_handed_on(call) else call.expr.keywords:
            if (call.name, name) in gone:
                yield gone[call.name, name], value.place


def is_handed_on(call: Call) -> bool:
    """Are the keywords those of a function that pytest is to call, as in `pytest.raises(E, function, message=…)`?"""
    return call.name == "pytest.raises" and len(call.expr.parts) > 1


def is_by_version(call: Call, file: SourceFile) -> bool:
    """May the condition be one of pytest's version? Then another branch has the call in its new form, or the file asks
    for the version."""
    if not call.within:
        return True
    others = (each for each in file.calls_of(call.name) if each.within == call.within and each.place != call.place)
    asks = any("version" in each.dotted.lower() for each in file.imports)
    return asks or any(set(dict(each.expr.keywords)) != set(dict(call.expr.keywords)) for each in others)


def spelling(change: Change) -> str:
    """`'msg=' of pytest.skip`, `pytest.warns(None)`, `'pytest.Instance'`."""
    if change.kind == "attribute":
        return f"'{change.name if change.name.startswith('config.') else full(change.name)}'"
    if change.kind == "behaviour":
        return f"a value for '{change.name}' of {full(change.within)} that is used up by one look"
    if change.name == "None":
        return f"'{full(change.within)}(None)'"
    return f"'{change.name}=' of {full(change.within)}"
