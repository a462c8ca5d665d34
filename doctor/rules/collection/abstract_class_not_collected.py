"""A test class leaves a method abstract, so pytest passes it over and none of its tests run.

## Why

pytest does not collect abstract classes, which is right for those that others derive from. A class that is meant to run
and has forgotten one abstract method is abstract, too: since pytest 8.3 it is passed over without a word
(https://github.com/pytest-dev/pytest/issues/15081); before, its collection failed with "Can't instantiate abstract
class".

## Instead

Write the method, or take the `@abstractmethod` away where a base has a sensible default. Classes from which another
one derives, or whose names say that they are bases, are left alone.

## Fix safety

There is no fix: what the method has to do is for its author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.sources import Function, Sources
from doctor.rules.classes import PLAIN, TESTCASES, Found
from doctor.rules.collection._classes import Seen, classes
from doctor.rules.decorators import are_plain
from doctor.rules.naming import fits
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule

PARTS = ("base", "mixin", "abstract", "template", "contract", "interface", "suite")
ABSTRACT = ("abc.abstractmethod", "abc.abstractproperty", "abc.abstractclassmethod")
CALM = frozenset({*PLAIN, *TESTCASES})


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, sources: Sources, modules: Modules) -> Iterator[Problem]:
    for seen in classes(ini, sources, modules):
        klass = seen.klass
        if klass.is_nested or "." in klass.qualname or not klass.bases or seen.is_called(*PARTS):
            continue
        if not are_plain(klass, seen.file):
            continue
        line = list(seen.world.lineage(seen.found))
        if is_collected(seen, line) and is_abstract(line) and not is_derived_from(seen, sources):
            missing = left_abstract(line)
            tests = {name for name, _ in seen.world.methods(seen.found) if fits(name, seen.names)}
            if missing and tests:
                yield problem(seen, missing, tests)


def is_collected(seen: Seen, line: list[Found | str]) -> bool:
    """Would pytest take it, were it not abstract, and are all its bases known?"""
    strangers = {str(each).partition("[")[0] for each in line if not isinstance(each, Found)}
    return strangers <= CALM and (seen.is_named or bool(strangers & TESTCASES))


def is_abstract(line: list[Found | str]) -> bool:
    """Does the metaclass look for abstract methods? Without it they are methods as others are."""
    metas = [
        value for each in line if isinstance(each, Found) for key, value in each.klass.keywords if key == "metaclass"
    ]
    if any(value.value not in ("abc.ABCMeta", "ABCMeta") for value in metas):
        return False
    return bool(metas) or "abc.ABC" in line


def is_derived_from(seen: Seen, sources: Sources) -> bool:
    """Does another class derive from it, or another file import it?"""
    name = seen.klass.name
    for file in sources:
        if any(str(base.value or "").rpartition(".")[2] == name for klass in file.classes for base in klass.bases):
            return True
        if file is not seen.file and any(each.name in (name, "*") and name in each.dotted for each in file.imports):
            return True
    return name in seen.file.referenced


def left_abstract(line: list[Found | str]) -> list[tuple[str, Place]]:
    """The abstract methods that no class before them defines."""
    done: set[str] = set()
    missing = []
    for each in line:
        if not isinstance(each, Found):
            continue
        for name in each.klass.methods:
            function = each.file.function(f"{each.klass.qualname}.{name}")
            if name not in done and function and has_mark(function):
                missing.append((name, function.place))
            done.add(name)
        done.update(name for name, _ in each.klass.attributes)
    return missing


def has_mark(function: Function) -> bool:
    return any(str(each.value).removesuffix("()") in ABSTRACT for each in function.decorators)


def problem(seen: Seen, missing: list[tuple[str, Place]], tests: set[str]) -> Problem:
    names = ", ".join(f"'{name}'" for name, _ in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    return Problem(
        place=seen.klass.place,
        message=f"class '{seen.klass.name}' does not define {names}{more}, so it is abstract and pytest passes it over",
        label=never_run(len(tests)),
        related=tuple(Related(place, "abstract here") for _, place in missing),
        consequence="its tests are not collected, without a word; before pytest 8.3: Can't instantiate abstract class",
        help=f"define {names}{more} in '{seen.klass.name}'",
    )
