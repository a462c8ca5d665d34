"""A test function has a name that pytest does not collect, by a slip of the pen.

## Why

pytest collects functions and methods whose names begin with `test`, in small letters. `tset_divide` or `Test_divide` is
a function like any other: nobody calls it, and nobody says so
(https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery).

Nothing is said of functions that are called, handed on or decorated by something else than a mark, and of such as
assert nothing. A name with `_` before it is taken for switched off.

## Instead

`test_divide`.

## Fix safety

The function is renamed only when asked for: the test that starts to run may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Function, SourceFile
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule

SLIPS = frozenset(
    {"tset", "tets", "tes", "tst", "etst", "teest", "ttest", "tesst", "tesr", "tedt", "trst", "Test", "TEST"}
)


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, test_file: SourceFile) -> Iterator[Problem]:
    names = patterns(ini, "python_functions")
    for function in test_file.functions:
        slip, _, rest = function.name.partition("_")
        if slip in SLIPS and rest and function.asserts and is_meant(function, test_file):
            meant = f"test_{rest}"
            if fits(meant, names) and not fits(function.name, names) and function.name not in test_file.referenced:
                yield problem(function, meant, test_file)


def is_meant(function: Function, file: SourceFile) -> bool:
    """Is it where pytest looks for tests, and nothing but marks stand on it?"""
    if function.is_nested or any(not str(each.value).startswith("pytest.mark.") for each in function.decorators):
        return False
    return not function.class_name or any(test.class_name == function.class_name for test in file.tests)


def problem(function: Function, meant: str, file: SourceFile) -> Problem:
    is_free = not any(each.name == meant and each.class_name == function.class_name for each in file.functions)
    return Problem(
        place=function.place,
        message=f"'{function.name}' is not collected; '{meant}' would be",
        label="misspelt?",
        consequence="pytest does not find it, without a word",
        help=f"rename it to '{meant}'" if is_free else f"rename it; there is another '{meant}'",
        fix=Fix(f"rename '{function.name}' to '{meant}'", (Replace(function.place, meant),)) if is_free else None,
    )
