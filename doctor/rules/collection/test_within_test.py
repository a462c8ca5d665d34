"""A test function stands within another function, where nobody calls it.

## Why

pytest collects functions of modules and classes. A `def test_…` that is indented one step too far belongs to the test
above it: it is defined each time that test runs, and never called. In a helper, below its `return`, it is not even
defined (https://github.com/rjmurillo/ai-agents/issues/3879); in a `main()` it waits for somebody who calls that
(https://github.com/roman-corgi/corgidrp/issues/309).

A function with hypothesis' `@given` within a test runs when it is called, by whatever name; without the call nothing of
it is tried (https://github.com/HypothesisWorks/hypothesis/issues/377,
https://github.com/HypothesisWorks/hypothesis/issues/1742).

See https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery.

Nothing is said where a hook of the project makes collectors of its own, or pytest-describe collects what stands in
functions (https://github.com/pytest-dev/pytest-describe).

## Instead

Move it out to the module or class, or call it.

## Fix safety

The test that starts to run may fail, so it is not moved unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import MoveOut
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.decorators import are_harmless
from doctor.rules.expected import is_expected_to_fail
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule

HOOKS = (
    "pytest_pycollect_makeitem",
    "pytest_pycollect_makemodule",
    "pytest_collect_file",
    "pytest_make_collect_report",
)

DESCRIBED = "`pip install pytest-describe`, which collects what stands in functions whose names begin with 'describe_'"


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, test_file: SourceFile, sources: Sources, plugins: Plugins) -> Iterator[Problem]:
    names = patterns(ini, "python_functions")
    describe = plugins.of_distribution("pytest-describe")
    tests = {test.function for test in test_file.tests if not test.file}
    for function in test_file.functions:
        outer, _, last = function.qualname.rpartition(".<locals>.")
        if outer and outer in tests and "." not in last and is_given(function, test_file, outer):
            yield of_given(function, test_file, outer)
        elif outer and "." not in last and is_forgotten(function, test_file, names):
            if collects_itself(sources):
                return
            if outer in tests:
                yield problem(function, test_file, outer)
            elif describe and describe.active:
                continue
            elif function.asserts and not is_handed_on(test_file.function(outer), function):
                found = problem(function, test_file, outer).replace(fix=None)
                yield found.replace(help=DESCRIBED) if outer.startswith("describe_") and not describe else found


def collects_itself(sources: Sources) -> bool:
    """Does a conftest or plugin of the project collect in its own way? It may look into functions."""
    return any(hook.name in HOOKS for file in sources for hook in file.provided.hookimpls)


def is_forgotten(function: Function, file: SourceFile, names: tuple[str, ...]) -> bool:
    if not fits(function.name, names) or not function.name.startswith("test_") or function.name in file.referenced:
        return False
    return all(str(each.value or "").startswith("pytest.mark.") for each in function.decorators)


def is_given(function: Function, file: SourceFile, outer: str) -> bool:
    """Has it a `@given`, no other name than its own, and is that never mentioned, nor tried whether it is refused?"""
    names = [str(each.value or "") for each in function.decorators]
    is_kept = all(name.startswith("hypothesis.") for name in names)
    if not is_kept or "hypothesis.given" not in names or function.branch or function.name in file.referenced:
        return False
    around = file.function(outer)
    is_plain = around is not None and are_harmless(around.decorators, file)
    return is_plain and not is_expected_to_fail(file, outer, function.place.line)


def of_given(function: Function, file: SourceFile, outer: str) -> Problem:
    return problem(function, file, outer).replace(
        consequence="@given runs nothing before it is called: the test passes with nothing tried",
        help=f"call it at the end of the test: `{function.name}()`",
        fix=None,
    )


def is_handed_on(outer: Function | None, function: Function) -> bool:
    """May the function around it make use of its locals, as one that returns, yields or decorates does behind it?"""
    if outer is None or outer.decorators or outer.is_nested or outer.class_name:
        return True
    return any(place > function.place for place in (*outer.returns, *outer.yields))


def problem(function: Function, file: SourceFile, outer: str) -> Problem:
    around = file.function(outer)
    is_method = any(param.name in ("self", "cls") for param in function.params[:1])
    is_lost = is_method and around is not None and not around.class_name  # the class that it was in cannot be told
    return Problem(
        place=function.place,
        message=f"'{function.name}' is defined within '{outer}' and never called",
        label="never run",
        related=(Related(around.place, "the function around it"),) if around else (),
        consequence="pytest does not collect it, without a word",
        fix=Fix(f"move '{function.name}' behind '{around.name}'", (MoveOut(function.place, around.place),))
        if around
        else None,
        help=f"move '{function.name}' out of '{outer.rpartition('.')[2]}'"
        + (", into the class that it is a method of" if is_lost else ""),
    )
