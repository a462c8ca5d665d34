"""A test class inherits `__test__ = False` from its base, so its tests never run.

## Why

`__test__ = False` keeps a shared base class from being collected. It is an attribute like any other: derived classes
inherit it, and pytest leaves them out as well unless they say `__test__ = True`.

See https://docs.pytest.org/en/stable/example/pythoncollection.html#customizing-test-collection.

## Instead

Set `__test__ = True` in each class that is to run, or give the base a name that does not match `python_classes` and
take `__test__` out.

## Fix safety

The tests that start to run may fail, so `__test__ = True` is not set unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.rewrites import AddToBody
from doctor.model.sources import Class, Sources
from doctor.rules.classes import TESTCASES, Found, World
from doctor.rules.collection._classes import Seen, classes
from doctor.rules.naming import fits
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule

PARTS = ("base", "mixin", "abstract", "common", "shared", "helper")


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, sources: Sources, modules: Modules) -> Iterator[Problem]:
    for seen in classes(ini, sources, modules):
        if seen.klass.bases and is_meant(seen):
            place = inherited(seen.found, seen.world)
            methods = seen.world.methods(seen.found) if place else ()
            names = {name for name, _ in methods}
            tests = {name for name in names if fits(name, seen.names)}
            if place and tests and "__init_subclass__" not in names and seen.klass.name not in seen.file.referenced:
                yield problem(seen.klass, place, len(tests))


def is_meant(seen: Seen) -> bool:
    """Does it look like a class to be run, not like another base?"""
    klass = seen.klass
    if klass.is_nested or seen.is_called(*PARTS):
        return False
    return seen.is_named or any(str(base.value) in TESTCASES for base in klass.bases)


def inherited(found: Found, world: World) -> Place | None:
    """The nearest `__test__` above, if it is False."""
    for each in world.lineage(found):
        value = each.klass.attribute("__test__") if isinstance(each, Found) else None
        if value is not None:
            return value.place if value.kind == "constant" and value.value is False else None
    return None


def problem(klass: Class, place: Place, tests: int) -> Problem:
    return Problem(
        place=klass.place,
        message=f"'{klass.name}' inherits __test__ = False: its {never_run(tests)}",
        label="not collected",
        related=(Related(place, "inherited from here"),),
        consequence="pytest passes the class over without a word",
        help=f"set __test__ = True in the body of '{klass.name}'",
        fix=Fix(f"set __test__ = True in '{klass.name}'", (AddToBody(klass.place, "__test__ = True"),)),
    )
