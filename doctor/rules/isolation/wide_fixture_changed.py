"""A test changes what a fixture of a wider scope hands out, and nothing puts it back.

## Why

A fixture of session, package, module or class scope makes one object for many tests. A header that one test sets on the
shared client, an entry it changes in shared settings, an element of a shared array is there for all tests behind it:
they pass or fail by the order in which they run, and by the worker of pytest-xdist that they come to
(https://github.com/springfall2008/batpred/issues/5079).

## Instead

`monkeypatch` undoes the change when the test ends, also when it fails:

```python
def test_german(client, monkeypatch):
    monkeypatch.setitem(client.headers, "Accept-Language", "de")
```

(https://docs.pytest.org/en/stable/how-to/monkeypatch.html). Where each test wants an object of its own, the fixture
gets function scope, or hands out a copy.

Nothing is said of fixtures whose names tell that tests share something by them on purpose ("state", "context"), of
mocks, of registries that tests add to, and where another fixture or the test itself puts things back.

## Fix safety

There is no fix: later tests may have come to rely on the change.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Expr, Fixture, Fixtures, SourceFile, Sources, Test, Write
from doctor.rules.collection._slips import slips
from doctor.rules.isolation._leaks import FAILING
from doctor.rules.isolation._meant import COLLECTED, DECLARED
from doctor.rules.phrases import uses
from doctor.rules.registry import rule
from doctor.rules.scopes import is_wide

MEANT = (
    *COLLECTED,
    "state",
    "shared",
    "store",
    "memo",
    "storage",
    "world",
    "bag",
    "mock",
    "fake",
    "stub",
    "spy",
    "patch",
)
PARTS = frozenset({"return_value", "side_effect", "dependency_overrides", "maxDiff"})
# What tests add something of their own to, by a name that others do not ask for.
ADDED_TO = ("registr", "plugin", "handler", "hook", "filter", "command", "extension", "route", "template", "function")
# What is surely changed by it; what else is called `update` may be anything.
UPDATES = tuple(f".{name}.update" for name in ("headers", "cookies", "params", "environ", "config", "defaults"))
RESETTING = ("reset", "clear", "pop", "restore", "rollback", "delete", "remove", "truncate", "cleanup", "refresh")


class Change(Record):
    """A write of a test to what the fixture hands out."""

    write: Write
    test: Test
    fixture: Fixture


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, sources: Sources, fixtures: Fixtures, command_line: CommandLine) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    groups: dict[str, list[Change]] = {}
    for change in changes(test_file, fixtures):
        if is_left(change, test_file, sources):
            groups.setdefault(change.fixture.name, []).append(change)
    for change in grown(test_file, sources, fixtures):
        if is_left(change, test_file, sources) and not is_collected(change, test_file, sources):
            groups.setdefault(change.fixture.name, []).append(change)
    for group in groups.values():
        other = other_test(group, test_file, sources, fixtures)
        if other:
            yield told(group, *other)


def changes(file: SourceFile, fixtures: Fixtures) -> Iterator[Change]:
    """What the tests of a file write to wider fixtures of the project."""
    updates = [Write(call.expr, call.expr, call.within) for call in file.calls if call.name.endswith(UPDATES)]
    tests = {test.function: test for test in file.tests if not test.file} if file.writes or updates else {}
    for write in (*file.writes, *updates):
        test = tests.get(write.within)
        root = root_of(write)
        if test is None or write.own or root not in test.requests or any(word in root.lower() for word in MEANT):
            continue
        if any(mark.name in DECLARED for mark in test.marks) or PARTS & set(write.name.replace("[]", "").split(".")):
            continue
        if "()" in write.name:  # what a call returns may be new each time
            continue
        if is_refused(write, file) or only_sets(write, file):
            continue
        if write.name.endswith("[]") and any(word in write.name.rpartition(".")[2].lower() for word in ADDED_TO):
            continue
        seen = fixtures.of(file.path, root, test.class_name)
        if seen and seen.fixture and is_wide(seen.scope) and write.value is not None:
            yield Change(write, test, seen.fixture)


def grown(file: SourceFile, sources: Sources, fixtures: Fixtures) -> Iterator[Change]:
    """What tests call of the list, dictionary or set that a wider fixture makes: `rows.pop()`."""
    tests = {test.function: test for test in file.tests if not test.file}
    for slip in slips(file, "grown"):
        test = tests[slip.within]
        seen = fixtures.of(file.path, slip.name, test.class_name) if slip.name in test.requests else None
        home = sources.get(seen.fixture.place.file) if seen and seen.fixture and is_wide(seen.scope) else None
        function = home.function(seen.fixture.function) if home and seen and seen.fixture else None
        if not function or function.makes not in ("list", "dict", "set") or any(w in slip.name.lower() for w in MEANT):
            continue
        if seen and seen.fixture and not any(mark.name in DECLARED for mark in test.marks):
            call = Expr("call", slip.place, f"{slip.name}.{slip.text}")
            yield Change(Write(call, call, slip.within), test, seen.fixture)


def is_collected(change: Change, file: SourceFile, sources: Sources) -> bool:
    """Does another fixture ask for it, too, which may look at what tests have added?"""
    name = change.fixture.name
    return any(
        fixture.name != name and any(param.name == name for param in fixture.params)
        for other in (file, *sources.reaching_others)
        for fixture in other.fixtures
    )


def is_refused(write: Write, file: SourceFile) -> bool:
    """Is it what a block that waits for an exception begins with: `with pytest.raises(AttributeError):`?"""
    return any(
        call.place.end_line + 1 == write.place.line and call.place.column <= write.place.column + 1
        for call in file.calls
        if call.within == write.within and not call.is_statement and call.name.endswith(FAILING)
    )


def only_sets(write: Write, file: SourceFile) -> bool:
    """Does the test only set an attribute, and look at nothing? Then it tells nothing of what others see of it."""
    function = file.function(write.within)
    is_plain = write.name.count(".") == 1 and "[" not in write.name
    return is_plain and function is not None and not function.asserts and not file.calls_in(write.within)


def root_of(write: Write) -> str:
    return write.name.partition(".")[0].partition("[")[0]


def is_left(change: Change, file: SourceFile, sources: Sources) -> bool:
    """Does neither the test nor another fixture put it back?"""
    name, within = change.fixture.name, change.write.within
    own = [each for each in file.writes if each.within == within and each.name == change.write.name]
    if len(own) > 1 or resets(name, within, file, change.write.place):
        return False
    for other in (file, *sources.reaching_others):
        for function in other.functions:
            if function.qualname != within and any(param.name == name for param in function.params):
                is_test = function.name.startswith("test")
                if not is_test and (
                    resets(name, function.qualname, other) or writes_to(name, function.qualname, other)
                ):
                    return False
    return True


def resets(name: str, within: str, file: SourceFile, but: Place | None = None) -> bool:
    """Does the function call something of it, or with it, that sounds as if it put things back?"""
    return any(
        any(word in call.name.rpartition(".")[2].lower() for word in RESETTING)
        for call in file.calls
        if call.within == within
        and call.place != but
        and (call.name.startswith(f"{name}.") or any(part.value == name for part in call.expr.parts))
    )


def writes_to(name: str, within: str, file: SourceFile) -> bool:
    return any(write.within == within and root_of(write) == name for write in file.writes)


def other_test(
    group: list[Change], file: SourceFile, sources: Sources, fixtures: Fixtures
) -> tuple[SourceFile, Test] | None:
    """A test that meets the change: one that asks for the same fixture and does not make the change itself."""
    fixture = group[0].fixture
    changed = {change.test.function for change in group}
    files = sources.collected if fixture.scope in ("session", "package") else (file,)
    for other in files:
        for test in other.tests:
            is_own = other is file and test.function in changed
            if is_own or fixture.name not in test.requests:
                continue
            if fixture.scope == "class" and test.class_name != group[0].test.class_name:
                continue
            seen = fixtures.of(other.path, fixture.name, test.class_name)
            if seen and seen.fixture == fixture:
                return other, test
    return None


def told(group: list[Change], other_file: SourceFile, other: Test) -> Problem:
    change = group[0]
    name, scope = change.fixture.name, change.fixture.scope
    cure = f"use `monkeypatch.{undone(change)}`, which undoes it when the test ends, or give '{name}' function scope"
    if change.write.target.kind == "call" and not change.write.name.endswith(UPDATES):
        cure = f"change a copy of it, or give '{name}' function scope"
    return Problem(
        place=change.write.place,
        message=f"test '{change.test.function}' changes what the fixture '{name}' of scope {scope} hands out",
        label="stays so for the tests behind it",
        related=(
            Related(change.fixture.place, f"made once for each {scope}"),
            Related(other.place, "gets the same one"),
            *uses([each.write.place for each in group[1:]], "changed here, too"),
        ),
        consequence=f"'{other.function}' and others pass or fail by the order in which the tests run",
        help=cure,
    )


def undone(change: Change) -> str:
    """The method of monkeypatch that makes the same change, with its arguments as far as they are known."""
    is_item = change.write.name.endswith(("[]", *UPDATES))
    of = change.write.name.removesuffix("[]").removesuffix(".update")
    of = (of if is_item else of.rpartition(".")[0]).replace("[]", "[…]")
    parts = change.write.target.parts if change.write.target.kind == "subscript" else ()
    key = parts[1].value if len(parts) > 1 else None
    what = f'"{key}"' if isinstance(key, str) else "…"
    return f"setitem({of}, {what}, …)" if is_item else f'setattr({of}, "{change.write.name.rpartition(".")[2]}", …)'
