"""A test has more `@patch` decorators that hand over a mock than parameters to take them.

## Why

`@patch("shop.send")` calls the test with the mock that it has made, one for each decorator without `new`. A test that
has no parameter for it ends with "takes 0 positional arguments but 1 was given"
(https://docs.python.org/3/library/unittest.mock.html#patch).

## Instead

A parameter for each, the lowest decorator's first; or `@patch("shop.send", new=…)`, which hands nothing over.

## Fix safety

The parameter is added: the test could not run before.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import AddParameter
from doctor.model.sources import Class, Function, SourceFile, Test
from doctor.rules.mocks._decorators import fills, is_patch
from doctor.rules.mocks._targets import target_of
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

KNOWN = ("pytest.mark.", "unittest.skip", "unittest.mock.patch", "mock.patch", "staticmethod", "classmethod")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    tests = {test.function: test for test in test_file.tests if not test.file}
    around = {klass.qualname: given(klass) for klass in test_file.classes if klass.decorators}
    for function in test_file.functions:
        of_class = around.get(function.class_name, 0)
        if (function.decorators or of_class) and function.qualname in tests:
            handed = of_class + given(function) if all_known(function) else 0
            takes = [param for param in function.params if param.kind in ("plain", "positional-only")]
            takes = takes[is_bound(function) :]
            if handed > len(takes) and not any(param.kind == "*" for param in function.params):
                yield problem(function, handed, len(takes), tests[function.qualname], test_file)


def is_bound(function: Function) -> int:
    return int(bool(function.class_name) and all(str(each.value) != "staticmethod" for each in function.decorators))


def all_known(item: Function | Class) -> bool:
    """Does no decorator change how it is called in a way that is not known?"""
    return all(str(each.value).startswith(KNOWN) and fills(each) is not None for each in item.decorators)


def given(item: Function | Class) -> int:
    """How many mocks the decorators hand over by position, 0 where one of them may do anything."""
    return sum(fills(each) or 0 for each in item.decorators) if all_known(item) else 0


def problem(function: Function, handed: int, takes: int, test: Test, file: SourceFile) -> Problem:
    klass = file.class_(function.class_name)
    decorators = [*(klass.decorators if klass else ()), *function.decorators]
    lost = next(each for each in decorators if is_patch(each) and fills(each))
    name = target_of(lost).rpartition(".")[2]
    is_free = name.isidentifier() and not file.value(name) and name not in [param.name for param in function.params]
    mock = f"mock_{name}" if is_free else "mock"
    own = is_bound(function)
    count, most = handed + own, takes + own
    return Problem(
        place=function.place,
        message=f"@patch hands {plural(handed, 'mock')} to '{test.name}', which takes {takes or 'none'}",
        label=plural(takes, "parameter") if takes else "no parameter for it",
        related=(Related(lost.place, "hands a mock over"),),
        consequence=f"TypeError: {function.name}() takes {plural(most, 'positional argument')} but {count} "
        f"{'was' if count == 1 else 'were'} given",
        help=f"add a parameter, such as {mock}, or give @patch a `new` of its own",
        fix=Fix(f"add the parameter '{mock}'", (AddParameter(function.place, mock),), safe=True)
        if handed == 1 and not takes and not function.params[own:]
        else None,
    )
