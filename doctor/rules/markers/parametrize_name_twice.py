"""Two `parametrize` marks of a test give values to the same name.

## Why

The marks of a test, of its class, of the bases of that class and of the module are all applied. One of them may give
values to a name, not two: pytest stops while it collects the file ("duplicate parametrization of 'size'")
(https://docs.pytest.org/en/stable/how-to/parametrize.html#pytest-mark-parametrize).

## Instead

One mark for each name. A mark on a class or module cannot be overruled further down; leave it off where a test needs
other values.

## Fix safety

There is no fix: which of the values are meant is not written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Mark, SourceFile, Test
from doctor.rules.markers._parametrize import read
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    told = set()
    for test in test_file.tests:
        marks = [mark for mark in test.marks if mark.name == "parametrize"]
        if len(marks) > 1 and is_defined_once(test, test_file):
            for name, first, second in doubled(marks):
                if second.place not in told:
                    told.add(second.place)
                    yield problem(name, first, second, test)


def is_defined_once(test: Test, file: SourceFile) -> bool:
    """Marks are told apart by the name of what they stand on: of two functions in two branches each has its own."""
    if test.open or test.unittest or test.file:
        return False
    outer = test.function.rpartition(".")[0]
    functions = [each for each in file.functions if each.qualname == test.function]
    classes = [each for each in file.classes if each.qualname == outer]
    return (
        len(functions) == 1
        and len(classes) <= 1
        and not (any(each.branch for each in functions) or any(each.branch for each in classes))
    )


def doubled(marks: list[Mark]) -> Iterator[tuple[str, Mark, Mark]]:
    """Each name that two of the marks give values to, with both of them in the order of the lines. Of several marks of
    the module it is not known that they hold together."""
    seen: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda each: each.place):
        for name in (found.names or ()) if (found := read(mark)) else ():
            other = seen.setdefault(name, mark)
            if other is not mark and "module" not in (other.target, mark.target) and other.place != mark.place:
                yield name, other, mark


def problem(name: str, first: Mark, second: Mark, test: Test) -> Problem:
    return Problem(
        place=second.place,
        message=f"'{name}' of '{test.name}' is parametrized twice",
        label="again here",
        related=(Related(first.place, "first here"),),
        consequence=f"pytest stops: duplicate parametrization of '{name}'",
        help=f"leave one of the two marks off, or give the values of '{name}' in one of them",
    )
