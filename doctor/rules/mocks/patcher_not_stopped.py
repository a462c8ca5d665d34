"""A patcher is started and never stopped.

## Why

`patch(…).start()` puts the mock in place until `stop()` is called, however the test ends. Nothing calls it by itself:
all later tests of the process meet the mock, and pass or fail by the order in which they run
(https://docs.python.org/3/library/unittest.mock.html#patch-methods-start-and-stop,
https://github.com/ansible/awx/pull/1094). freezegun's `freeze_time(…).start()` holds the clock for all of them
(https://github.com/odoo/odoo/pull/81565), as time-machine's `travel(…)` does; responses, requests-mock, aioresponses
and moto answer for the network. At the top of a test file it is in place from the collection on, for every
file.

## Instead

`with patch(…):`, `@patch(…)` or the fixture `mocker` stop by themselves. Where `start()` is wanted, as in `setUp`,
write `self.addCleanup(patcher.stop)` behind it, or `patch.stopall()` in the tear-down; in a fixture, `patcher.stop()`
behind the `yield`, or `request.addfinalizer(patcher.stop)`.

Nothing is said of patchers that a session fixture, or a conftest when it is imported, starts for the whole run, nor of
those that are handed on, alone or in a list: something may stop them there.

## Fix safety

Where the patcher has a name `addCleanup` or `request.addfinalizer` is written behind its start when asked for: later
tests may have come to rely on the mock. Otherwise there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import is_wrapped
from doctor.rules.isolation._owners import Owner
from doctor.rules.mocks._ending import ended
from doctor.rules.mocks._holders import LASTING, classes_of, escapes, has_bases, is_ended_in_class, owner_of
from doctor.rules.mocks._targets import target_of
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

ENDS = ("stop", "__exit__", "stopall")
PATCHERS = frozenset(
    f"{home}patch{tail}"
    for home in ("unittest.mock.", "mock.", "mock.mock.")
    for tail in ("", ".object", ".dict", ".multiple")
)
SETS = ("monkeypatch.setattr", "mocker.patch", "mocker.patch.object")
STILL = "the clock stands still for all later tests of the process, whatever their file"
CONSEQUENCES = {"freeze_time": STILL, "travel": STILL}


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            started = [held for held in file.flows.held if held.kind == "patcher" and lasts(held, file, scene)]
            by_function: dict[str, list[Held]] = {}
            for held in started:
                by_function.setdefault(held.within, []).append(held)
            for group in by_function.values():
                yield told(group, file).replace(fix=ended(group, file, scene, "stop", "start"))


def lasts(held: Held, file: SourceFile, scene: Scene) -> bool:
    """Is it started by something that pytest calls, or on import, and does nothing stop it?"""
    if held.shared or escapes(held, ENDS):
        return False
    if not held.within:
        return file.collected and len(scene.sources.collected) > 1 and not stops_all(file, None, scene)
    owner = owner_of(file, held.within)
    if owner is None or is_wrapped(owner) or (owner.fixture and owner.fixture.scope in LASTING):
        return False
    if held.root == "self" and not held.name and has_bases(owner, scene):
        return False
    if held.root == "self" and is_ended_in_class(held.name, ENDS, classes_of(owner, scene), scene):
        return False
    if is_of_replaced(held, file):
        return False
    return not scene.around(owner).open and not stops_all(file, owner, scene)


def is_of_replaced(held: Held, file: SourceFile) -> bool:
    """Has the function put something else in place of what the patcher's own module uses?"""
    home = str(held.expr.value or "").partition(".")[0]
    replaced = (call.expr.parts[:1] for call in file.calls_in(held.within) if call.name.endswith(SETS))
    return any(str(part.text or part.value).partition(".")[0] == home for parts in replaced for part in parts)


def stops_all(file: SourceFile, owner: Owner | None, scene: Scene) -> bool:
    """Does `patch.stopall` stand in the file, in one of a class above, or in a conftest or plugin?"""
    homes = {file.path, *(classes_of(owner, scene) if owner else ())}
    for other in scene.sources:
        is_above = other.role == "plugin" or (other.role == "conftest" and is_within(file.path, folder_of(other.path)))
        if (is_above or other.path in homes) and any(
            name.endswith("stopall")
            for call in other.calls
            for name in (call.name, *(str(part.value) for part in call.expr.parts))
        ):
            return True
    return False


def told(group: list[Held], file: SourceFile) -> Problem:
    held = group[0]
    owner = owner_of(file, held.within)
    where = owner.title if owner else f"{file.path}, when it is imported,"
    name = target_of(held.expr)
    what = f"'{name}'" if name else "something"
    made = str(held.expr.value).rpartition(".")[2]
    is_patch = held.expr.value in PATCHERS
    stop = f"{'self.' if held.root == 'self' else ''}{held.name}.stop" if held.name else "patch.stopall"
    is_entered = is_patch and any(use.what == "__enter__" for use in held.uses)
    is_testcase = owner is not None and owner.function.name in ("setUp", "setUpClass", "asyncSetUp")
    cure = {
        "setup": f"write `self.addCleanup({stop})` behind it, or stop it in the tear-down"
        if is_testcase
        else f"call `{stop}()` in the tear-down",
        "fixture": f"call `{stop}()` behind the fixture's `yield`, or write `request.addfinalizer({stop})`",
    }
    return Problem(
        place=held.expr.place,
        message=f"{where} patches {what} with {'__enter__' if is_entered else 'start'}() and never stops the patch"
        if is_patch
        else f"{where} starts `{made}(…)` and never stops it",
        label="started here",
        related=uses([each.expr.place for each in group[1:]], "started and not stopped either"),
        consequence="the mock stays in place for all later tests of the process, whatever their file"
        if is_patch
        else CONSEQUENCES.get(made, "it answers for the real thing in all later tests of the process"),
        help="what `__enter__()` gives is the mock, which stops nothing: keep the patcher, call its `start()`, and "
        "its `stop()` when it ends"
        if is_entered
        else cure.get(
            owner.kind if owner else "",
            "use `with patch(…):`, `@patch(…)` or the fixture `mocker`" if is_patch else f"use `with {made}(…):`",
        ),
    )
