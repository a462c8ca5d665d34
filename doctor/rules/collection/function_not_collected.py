"""`python_functions` leaves functions out that are called like tests.

## Why

`python_functions` takes the place of pytest's own pattern, `test`: with `python_functions = check_*` a function
`test_total` beside `check_total` is no test any more. It is passed over without a word, in files as in classes; methods
of `unittest.TestCase` keep their `test`.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-python_functions.

## Instead

Name both kinds:

```ini
python_functions = test_* check_*
```

Functions that others call or import, that are decorated by something else than a test is, or that neither assert nor
ask for a fixture, and a key that is given on the command line, or in a file chosen with `-c`, are left alone.

## Fix safety

The tests that start to run may fail, so the pattern is not added unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Fixtures, Function, SourceFile, Sources
from doctor.rules.classes import Found, World
from doctor.rules.config._winner import is_chosen
from doctor.rules.cures import item_added
from doctor.rules.lists import holds_regex, is_parted_by_commas
from doctor.rules.naming import fits, patterns
from doctor.rules.phrases import never_run, uses
from doctor.rules.registry import rule

KEY = "python_functions"
OF_TESTS = ("pytest.mark.", "unittest.mock.patch", "mock.patch", "unittest.skip", "hypothesis.", "freezegun.")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, sources: Sources, fixtures: Fixtures, modules: Modules
) -> Iterator[Problem]:
    names, setting = patterns(ini, KEY), ini.get(KEY)
    place = setting.place if setting else None
    if place is None or is_chosen(config) or config.setting(KEY) is None or fits("test_", names):
        return
    if holds_regex(config, KEY) or is_parted_by_commas(config, KEY):
        return  # see pattern-is-regex and comma-in-list
    world, prefixes = World(sources, modules), patterns(ini, "python_classes")
    imported = {each.name for file in sources for each in file.imports}
    lost = [
        function
        for file in sources.collected
        for function in file.functions
        if function.name.startswith("test_") and not fits(function.name, names)
        if function.name not in imported and function.name not in file.referenced
        if is_meant(function, file, fixtures) and is_reached(function, file, prefixes, world)
    ]
    if lost:
        yield Problem(
            place=place,
            message=f"'{lost[0].name}' matches no {KEY} pattern ({' '.join(names)}): {never_run(len(lost))}",
            label="leaves functions out that are called test_…",
            related=uses([function.place for function in lost], "not collected"),
            consequence="pytest passes them over without a word",
            help=f"add 'test_*' to {KEY}",
            fix=item_added(config, KEY, "test_*"),
        )


def is_meant(function: Function, file: SourceFile, fixtures: Fixtures) -> bool:
    """Does it look like a test: an assertion, or parameters that are fixtures, and decorators of tests alone?"""
    if function.is_nested or not all(str(each.value or "").startswith(OF_TESTS) for each in function.decorators):
        return False
    asked = [param.name for param in function.params if param.name != "self"]
    return function.asserts or any(fixtures.of(file.path, name, function.class_name) for name in asked)


def is_reached(function: Function, file: SourceFile, prefixes: tuple[str, ...], world: World) -> bool:
    """Would pytest look into its class, and ask `python_functions` there?"""
    klass = file.class_(function.class_name) if function.class_name else None
    if klass is None:
        return not function.class_name
    found = Found(file, klass)
    is_made = not {"__init__", "__new__"} & {name for name, _ in world.methods(found)}  # see test-class-with-init
    return fits(klass.name, prefixes) and is_made and not world.strangers(found) and not world.opts_out(found)
