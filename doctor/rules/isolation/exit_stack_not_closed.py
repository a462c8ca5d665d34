"""An `ExitStack` is filled and never closed.

## Why

What `enter_context` enters is left when the stack is closed, and nothing closes it by itself, not even when it is
thrown away. A patch stays in place for all later tests of the process, files and servers stay open.

## Instead

`with ExitStack() as stack:` around the test or the fixture's `yield`. Where it is filled in `setUp`, write
`self.addCleanup(stack.close)` behind it, or use `self.enterContext(…)` of Python 3.11 instead; in `setup_method`, close
it in `teardown_method` (https://docs.python.org/3/library/contextlib.html#contextlib.ExitStack).

Nothing is said of stacks that are handed on: something may close them there.

## Fix safety

`addCleanup` or `request.addfinalizer` is written behind it when asked for: later tests may have come to
rely on what stayed. For an `AsyncExitStack`, and in `setup_method`, there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._ending import ended
from doctor.rules.mocks._holders import outlives, owner_of
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

ENDS = ("close", "aclose", "pop_all", "__exit__", "__aexit__")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        for held in file.flows.held:
            if held.kind == "stack" and outlives(held, file, scene, ENDS):
                is_async = str(held.expr.value).endswith("AsyncExitStack")
                fix = None if is_async else ended([held], file, scene, "close")
                yield told(held, file).replace(fix=fix)


def told(held: Held, file: SourceFile) -> Problem:
    owner = owner_of(file, held.within)
    name = f"{'self.' if held.root == 'self' else ''}{held.name}"
    is_testcase = owner is not None and owner.function.name in ("setUp", "asyncSetUp", "setUpClass")
    close = "aclose" if str(held.expr.value).endswith("AsyncExitStack") else "close"
    cure = {
        "setup": f"write `self.addCleanup({name}.{close})` behind it"
        if is_testcase
        else f"call `{name}.{close}()` in the tear-down",
        "fixture": f"call `{name}.{close}()` behind the fixture's `yield`, or enter it by `with`",
    }
    entered = [use.place for use in held.uses if use.how == "method"]
    return Problem(
        place=held.expr.place,
        message=f"{owner.title if owner else file.path} fills an ExitStack that nothing closes",
        label="never closed",
        related=uses(entered, "entered here, and never left"),
        consequence="what it has entered is never left: patches stay in place for all later tests of the process",
        help=cure.get(owner.kind if owner else "", "enter it by `with ExitStack() as …:`"),
    )
