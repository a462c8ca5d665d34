"""A test is to run before or after one that is not there.

## Why

pytest-order looks for the test that `before` or `after` names: by its name among the tests of the same file that stand
in no class, or in the same class; one of another class is `TestCart::test_login`. Where it finds none, it prints
"cannot execute … relative to others" amid the dots, and leaves the test where it is
(https://pytest-order.readthedocs.io/en/stable/usage.html).

## Instead

Name the test as the plugin does. `--error-on-failed-ordering` lets such a test fail.

## Fix safety

The name that is likely meant is written. The order changes then, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Expr, Fixtures, Mark, SourceFile, Sources, Test
from doctor.rules.cures import literal
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

PLUGIN = "pytest-order"


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, plugins: Plugins, fixtures: Fixtures) -> Iterator[Problem]:
    if not any(plugin.distribution == PLUGIN for plugin in plugins.active):
        return
    for file in sources.collected:
        if file.path in fixtures.open or not any(mark.name == "order" for mark in file.marks):
            continue
        told: set[Expr] = set()
        for test in file.tests:
            for part in named(test):
                if part not in told and is_unknown(part.text or "", test, file, sources):
                    told.add(part)
                    yield problem(part, test, file)


def named(test: Test) -> Iterator[Expr]:
    """The tests of its own file that its mark names."""
    for mark in test.marks:
        for key in ("before", "after") if mark.name == "order" and not is_of_class(mark) else ():
            value = mark.expr.keyword(key)
            parts = value.parts if value and value.kind in ("list", "tuple") else (value,)
            yield from (part for part in parts if part and part.text and not {"/", ".", "["} & set(part.text))


def is_of_class(mark: Mark) -> bool:
    """Such a mark may name classes, too."""
    return mark.target != "function"


def is_unknown(label: str, test: Test, file: SourceFile, sources: Sources) -> bool:
    last = label.rpartition("::")[2]
    others = (other for other in sources if other is not file)
    if any(function.name == last for other in others for function in other.functions):
        return False  # a class of that file may be a base of one here
    return not any(finds(label, node_id(test), node_id(each)) for each in file.tests)


def finds(label: str, asking: str, other: str) -> bool:
    """Does the label end the name of the other test, and does what stands before it begin the one of this test?"""
    rest = other.removesuffix(label)
    return rest != other and rest.endswith("::") and asking.startswith(rest)


def node_id(test: Test) -> str:
    return "::".join(("", *test.class_name.split("."), test.name) if test.class_name else ("", test.name))


def problem(part: Expr, test: Test, file: SourceFile) -> Problem:
    label, own = str(part.text), meant(str(part.text), test, file)
    return Problem(
        place=part.place,
        message=f"'{test.name}' is ordered by '{label}', and pytest-order finds no such test"
        + (f": it knows it as '{own}'" if own else " in this file"),
        label=f"'{own}'?" if own else "not found",
        consequence=f"WARNING: cannot execute '{test.name}' relative to others: '{label}' - ignoring the marker",
        help=f"write '{own}'" if own else "name a test of this file, or take the name away",
        fix=Fix(f"write '{own}' in place of '{label}'", (Replace(part.place, literal(own)),)) if own else None,
    )


def meant(label: str, test: Test, file: SourceFile) -> str:
    """The name of the one test of the file that it likely means, as this test may name it."""
    last = label.rpartition("::")[2]
    others = [each for each in file.tests if each is not test]
    right = last if any(each.name == last for each in others) else nearest(last, {each.name for each in others})
    found = [node_id(each).removeprefix("::") for each in others if each.name == right]
    return found[0] if len(found) == 1 and finds(found[0], node_id(test), f"::{found[0]}") else ""
