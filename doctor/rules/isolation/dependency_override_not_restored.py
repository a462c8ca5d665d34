"""A test overrides a dependency of a shared application, and nothing takes the override away.

## Why

`app.dependency_overrides` is a plain dict of an application that all tests share. What one test puts in, all later
tests of the process get, whether they asked for it or not: they pass or fail by the order in which they run
(https://github.com/Opentrons/opentrons/pull/9892, https://github.com/microsoft/AzureTRE/pull/605). At the top of a test
file it is in place from the collection on, for every file.

## Instead

A fixture that takes away what it put in:

```python
@pytest.fixture
def as_admin():
    app.dependency_overrides[get_user] = lambda: ADMIN
    yield
    del app.dependency_overrides[get_user]
```

or `monkeypatch.setitem(app.dependency_overrides, get_user, lambda: ADMIN)`, or an application for each test
(https://fastapi.tiangolo.com/advanced/testing-dependencies/). Overrides that a conftest or a session fixture sets for
the whole run are meant, and nothing is said of them.

Whether the stand-in is sync or async makes no difference: FastAPI calls either as it should be.

## Fix safety

In a test or a fixture of its scope `monkeypatch` is asked for, and sets the override in place of the statement. Later
tests may have come to rely on the override, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.flows import Override
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.cures import wrapped
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._cures import asking
from doctor.rules.isolation._overrides import Lasting, lasting
from doctor.rules.isolation._reports import may_ask
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

NAME = ".dependency_overrides"


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    groups: dict[tuple[str, str], list[Lasting]] = {}
    for each in lasting(Scene(sources, fixtures, plugins, modules)):
        if each.owner or has_rivals(each, sources):
            groups.setdefault((each.file.path, each.override.within), []).append(each)
    for group in groups.values():
        yield told(group).replace(fix=mended(group))


def mended(group: list[Lasting]) -> Fix | None:
    """`monkeypatch` sets the overrides; None where one is set in another way, or where it cannot be asked for."""
    changes: list[Change] = []
    for each in group:
        edits = rewritten(each.override) if each.owner and may_ask(each.owner) else ()
        if not edits:
            return None
        changes += edits
    return asking(changes, [each.owner.function for each in group if each.owner])


def rewritten(override: Override) -> tuple[Change, ...]:
    """`app.dependency_overrides[key] = value` becomes a call of `monkeypatch.setitem`, what stands there is kept;
    `app.dependency_overrides = value` one of `setattr`."""
    key, value, whole = override.key, override.value, override.place
    if value is None:
        return ()
    end = wrapped(value.place, "", ")")
    if override.how == "set" and key is not None:
        gaps = [between(whole, key.place), between(key.place, value.place)]
        if [length(gap) for gap in gaps] != [len("["), len("] = ")]:
            return ()
        return (*wrapped(whole, "monkeypatch.setitem(", ""), *(Replace(gap, ", ") for gap in gaps), *end)
    name = whole.replace(line=whole.end_line, column=whole.end_column - len(NAME))
    if override.how != "update" or key is not None or length(between(whole, value.place)) != len(" = "):
        return ()
    gap = between(name.replace(end_line=name.line, end_column=name.column), value.place)
    return (*wrapped(whole, "monkeypatch.setattr(", ""), Replace(gap, ', "dependency_overrides", '), *end)


def length(place: Place) -> int:
    """In characters; 0 where it goes over several lines."""
    return place.end_column - place.column if place.line == place.end_line else 0


def between(one: Place, other: Place) -> Place:
    return Place(one.file, one.end_line, one.end_column, other.line, other.column)


def has_rivals(each: Lasting, sources: Sources) -> bool:
    """Does another test file use the application without setting just the same?"""
    app, key = each.override.app, name_of(each.override.key)
    top = app.rpartition(".")[0] or each.file.path.removesuffix(".py").replace("/", ".").rpartition(".")[2]
    for other in sources.collected:
        if other.path == each.file.path:
            continue
        if any(imported.dotted == app or imported.dotted == top for imported in other.imports):
            same = any(
                mine.app == app and name_of(mine.key) == key for mine in other.flows.overrides if not mine.within
            )
            if not same:
                return True
    return False


def name_of(expr: Expr | None) -> str:
    return str(expr.value) if expr and expr.kind == "name" else ""


def told(group: list[Lasting]) -> Problem:
    each = group[0]
    override, owner = each.override, each.owner
    key = name_of(override.key).rpartition(".")[2]
    what = f"overrides '{key}'" if key else "overrides dependencies"
    app = override.app.rpartition(".")[2]
    who = owner.title if owner else f"{each.file.path}, when it is imported,"
    item = f"[{key}]" if key else "[…]"
    undo = f"`del {app}.dependency_overrides{item}`"
    return Problem(
        place=override.place,
        message=f"{who} {what} of '{override.app}', and nothing takes the override away",
        label="not taken away",
        related=uses([other.override.place for other in group[1:]], "not taken away either"),
        consequence="all later tests of the process that use the application get the override, too",
        help=f"{undo} behind the fixture's `yield`"
        if owner and owner.fixture
        else f"move it into a fixture, with {undo} behind its `yield`; or use "
        f"`monkeypatch.setitem({app}.dependency_overrides, {key or '…'}, …)`",
    )
