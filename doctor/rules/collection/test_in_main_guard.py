"""A test is defined below `if __name__ == "__main__":`, where pytest does not see it.

## Why

pytest imports test files: their `__name__` is that of the module, and what stands below this condition is not run. A
test that is defined there exists only where the file is called as a script
(https://docs.python.org/3/library/__main__.html).

## Instead

Move the test above the condition. What is below it may call tests, it should not define them.

## Fix safety

It goes above the condition, not unasked: the test that starts to run may fail. No fix where it uses what else stands
below the condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.rewrites import MoveAbove
from doctor.model.sources import SourceFile
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, test_file: SourceFile) -> Iterator[Problem]:
    functions, classes = patterns(ini, "python_functions"), patterns(ini, "python_classes")
    for each in test_file.functions:
        is_top = each.branch.startswith("main:") and not each.is_nested and not each.class_name
        if is_top and each.asserts and fits(each.name, functions):
            yield problem(each.name, each.place)
    for klass in test_file.classes:
        if (
            klass.branch.startswith("main:")
            and fits(klass.name, classes)
            and any(fits(name, functions) for name in klass.methods)
        ):
            yield problem(klass.name, klass.place)


def problem(name: str, place: Place) -> Problem:
    return Problem(
        place=place,
        message=f"'{name}' is defined below `if __name__ == \"__main__\":`, which pytest does not run",
        label="never defined",
        consequence="pytest does not collect it, without a word",
        help=f"move '{name}' above the condition",
        fix=Fix(f"move '{name}' above the condition", (MoveAbove(place),)),
    )
