"""A class that only others are to derive from is collected, and its tests fail.

## Why

pytest runs the tests of each class whose name fits `python_classes`, also of one that is only meant as a base: its
methods that raise NotImplementedError until a class below defines them, do so in its own tests
(https://github.com/pytest-dev/pytest/issues/8612, https://github.com/hdmf-dev/hdmf/issues/271).

## Instead

Give the base a name that does not begin with `Test`: `StorageTests`; one of TestCases derives from nothing, and each
class below from `unittest.TestCase` as well. Or set `__test__ = False` in it, and `__test__ =
True` in each class below.

## Fix safety

`__test__` is set in the base and in each class below, only when asked: the tests of the base do not run any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import AddToBody
from doctor.model.sources import Class, Sources
from doctor.rules.classes import TESTCASES
from doctor.rules.collection._classes import Seen, classes
from doctor.rules.decorators import are_plain
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, sources: Sources, modules: Modules) -> Iterator[Problem]:
    for seen in classes(ini, sources, modules):
        is_case = bool(seen.klass.bases) and all(base.value in TESTCASES for base in seen.klass.bases)
        is_collected = is_case or (seen.is_named and not seen.klass.bases)
        if not is_collected or seen.klass.is_nested or not are_plain(seen.klass, seen.file):
            continue
        open_ = unwritten(seen)
        below = [each for each in seen.file.classes if any(base.value == seen.klass.name for base in each.bases)]
        if open_ and below and all(open_ & set(each.methods) for each in below):
            yield problem(seen.klass, sorted(open_), below)


def unwritten(seen: Seen) -> set[str]:
    """The methods that only raise NotImplementedError, and that its own tests ask for."""
    return {
        slip.within.rpartition(".")[2]
        for slip in seen.file.flows.slips
        if slip.how == "unwritten" and slip.within.rpartition(".")[0] == seen.klass.qualname
    }


def problem(klass: Class, names: list[str], below: list[Class]) -> Problem:
    changes = tuple(
        AddToBody(each.place, f"__test__ = {each is not klass}")
        for each in (klass, *below)
        if each.attribute("__test__") is None
    )
    return Problem(
        place=klass.place,
        message=f"'{klass.name}' is a base, and pytest runs its tests, too, where '{names[0]}' is not defined",
        label="collected like the others",
        related=tuple(Related(each.place, f"defines '{names[0]}'") for each in below),
        consequence="its own tests fail: NotImplementedError",
        help="derive it from nothing, and name it so that it does not begin with 'Test'; or set __test__ False in it, "
        "and True in each class below",
        fix=Fix("say by __test__ which classes are to run", changes),
    )
