"""A test holds a `yield`, which makes it a generator that pytest does not run.

## Why

Calling a function with a `yield` in it runs nothing of its body. pytest ran such tests as a series of checks until 3.x;
since 4.0 they are not run: up to 8.3 they count as expected failures (exit code 0), since 8.4 collection stops.

See https://docs.pytest.org/en/stable/deprecations.html#yield-tests.

## Instead

For a series of checks use `@pytest.mark.parametrize`. For set-up and tear-down around a `yield` write a fixture, with
`@pytest.fixture` and a name that does not begin with `test`.

## Fix safety

Where each `yield` is of the old kind, a function and its arguments, it becomes a call when asked for: the checks run
again, one behind the other in one test. Otherwise there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import CallYielded
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule

HOOKS = ("pytest_pycollect_makeitem", "pytest_pyfunc_call")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, test_file: SourceFile, sources: Sources, plugins: Plugins
) -> Iterator[Problem]:
    names, classes = patterns(ini, "python_functions"), patterns(ini, "python_classes")
    for function in test_file.functions:
        if function.yields and is_collected(function, test_file, names, classes) and not has_own_way(sources):
            if not function.is_async:
                yield problem(function, config)
            elif is_run_by_asyncio(plugins):
                yield of_async(function)


def has_own_way(sources: Sources) -> bool:
    """Does the project collect or call tests otherwise?"""
    return any(hook.name in HOOKS for file in sources for hook in file.provided.hookimpls)


def is_run_by_asyncio(plugins: Plugins) -> bool:
    return any(plugin.distribution == "pytest-asyncio" for plugin in plugins.active)


def of_async(function: Function) -> Problem:
    return Problem(
        place=function.place,
        message=f"test '{function.name}' holds a yield: it is an async generator, which pytest-asyncio does not run",
        label="never run",
        related=(Related(function.yields[0], "this makes it a generator"),),
        consequence="xfailed, exit code 0: Tests based on asynchronous generators are not supported. "
        f"{function.name} will be ignored.",
        help="write what comes before and behind the yield into an async fixture",
    )


def is_collected(function: Function, file: SourceFile, names: tuple[str, ...], classes: tuple[str, ...]) -> bool:
    if function.is_nested or not fits(function.name, names):
        return False
    klass = file.class_(function.class_name) if function.class_name else None
    if klass and (not klass.has_no_base or klass.is_nested or not fits(klass.name, classes)):
        return False
    return all(str(each.value or "").startswith("pytest.mark.") for each in function.decorators)


def problem(function: Function, config: PytestConfig) -> Problem:
    stops = config.version >= (8, 4)
    return Problem(
        place=function.place,
        message=f"test '{function.name}' holds a yield: it is a generator, which pytest does not run",
        label="never run",
        related=(Related(function.yields[0], "this makes it a generator"),),
        consequence=f"collection stops: 'yield' keyword is allowed in fixtures, but not in tests ({function.name})"
        if stops
        else f"xfailed, exit code 0: yield tests were removed in pytest 4.0 - {function.name} will be ignored",
        help=f'write `@pytest.mark.parametrize("case", […])` above `def {function.name}(case)` for a series of checks, '
        "or `@pytest.fixture` above it and another name",
        fix=called(function),
    )


def called(function: Function) -> Fix | None:
    """Calls in place of yields that name a check and what to call it with."""
    if not function.yielding or len(function.yielding) != len(function.yields):
        return None
    return Fix("call the checks", tuple(CallYielded(each.place) for each in function.yielding))
