"""A class with tests has a name that `python_classes` does not match, so none of them run.

## Why

pytest collects classes whose names begin with `Test` (or match `python_classes`), and `unittest.TestCase` classes of
any name. `class OrderTests:` in a test file is neither: it is passed over without a word.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-python_classes.

## Instead

Name it `TestOrder`, or add a pattern such as `*Tests` to `python_classes`. Base classes and mixins, whose tests run in
the classes derived from them, are left alone, and what is called `Disabled` or `DisabledTest…`.

## Fix safety

The tests that start to run may fail, so the class is not renamed unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Declared, Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Class, SourceFile, Sources
from doctor.rules.collection._classes import Seen, classes
from doctor.rules.decorators import are_plain
from doctor.rules.lists import holds_regex
from doctor.rules.naming import fits
from doctor.rules.other_runner import has_other_runner
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule

PARTS = ("base", "mixin", "abstract", "template", "helper", "util")
DISABLED = re.compile(r"(Disabled|Disable|DISABLED)_?([Tt]est.*)?$")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, sources: Sources, modules: Modules, declared: Declared, calls: Calls
) -> Iterator[Problem]:
    if holds_regex(config, "python_classes"):
        return  # see pattern-is-regex
    for seen in classes(ini, sources, modules):
        if is_candidate(seen):
            tests = [method for method in seen.klass.methods if fits(method, seen.names)]
            if tests and not (is_used(seen.klass, seen.file, sources) or seen.world.strangers(seen.found)):
                found = problem(seen.file, seen.klass, tests, seen.prefixes, ini)
                is_elsewhere = has_other_runner(sources, declared, config, calls)
                yield found.replace(severity=Severity.NOTE) if is_elsewhere else found


def is_candidate(seen: Seen) -> bool:
    """Is it a class at the top of the module that only its name keeps out?"""
    klass = seen.klass
    if klass.is_nested or "." in klass.qualname or not are_plain(klass, seen.file) or seen.is_named:
        return False
    return not klass.name.startswith("_") and not DISABLED.match(klass.name) and not seen.is_called(*PARTS)


def is_used(klass: Class, file: SourceFile, sources: Sources) -> bool:
    """Does something derive from it, make one, or import it?"""
    if klass.name in file.referenced:
        return True
    others = [other for other in sources if other is not file]
    bases = (str(base.value) for other in others for each in other.classes for base in each.bases)
    if any(base.endswith(f".{klass.name}") for base in bases):
        return True  # `class TestPosix(test_paths.Common)`
    return any(each.name == klass.name for other in others for each in other.imports)


def fitting(name: str, prefixes: tuple[str, ...]) -> str:
    """The name as one of the patterns would have it: `TestShop` for `Test`, `ShopTest` for `*Test`."""
    core = re.sub("Test(Case|er|s)?(?![a-z])|^tests?_?(?=[A-Z])", "", name).strip("_")
    lead = next((prefix for prefix in prefixes if prefix.isidentifier()), "")
    glob = next((prefix for prefix in prefixes if prefix.count("*") == 1 and prefix.strip("*").isidentifier()), "")
    return glob.replace("*", core) if core and glob and not lead else f"{lead or 'Test'}{core}"


def problem(file: SourceFile, klass: Class, tests: list[str], prefixes: tuple[str, ...], ini: IniValues) -> Problem:
    setting = ini.get("python_classes")
    first = file.function(f"{klass.qualname}.{tests[0]}")
    related = [Related(first.place, "the first of its tests")] if first else []
    if setting and setting.place:
        related.append(Related(setting.place, "python_classes is set here"))
    better = fitting(klass.name, prefixes)
    return Problem(
        place=klass.place,
        message=f"class '{klass.name}' matches no python_classes pattern ({' '.join(prefixes)}): "
        f"its {never_run(len(tests))}",
        label="not collected",
        related=tuple(related),
        consequence="pytest passes the class over without a word",
        help=f"rename it to '{better}', or add '{klass.name}' to python_classes",
        fix=Fix(f"rename '{klass.name}' to '{better}'", (Replace(klass.place, better),))
        if fits(better, prefixes) and not file.class_(better)
        else None,
        severity=Severity.ERROR if "test" in klass.name.lower() else Severity.WARNING,
    )
