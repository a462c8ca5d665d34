"""`parametrize` gives a value that the test does not take.

## Why

pytest stops while it collects the file when a test neither takes the name as an argument nor uses a fixture of that
name: "function uses no argument". So it does when the argument has a default, which would never be used. On a class or
in `pytestmark`, each test below it has to take the argument.

See https://docs.pytest.org/en/stable/how-to/parametrize.html.

## Instead

Spell the argument as in `parametrize`, or take the name out of it; remove the argument's default.

## Fix safety

An argument that resembles the name is renamed in the whole test, not unasked, for both may be meant. Otherwise there
is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import RemoveDefault, RenameParameter
from doctor.model.sources import Fixtures, Function, Mark, SourceFile, Sources, Test
from doctor.rules.closure import arguments, closure, definition
from doctor.rules.markers._parametrize import read
from doctor.rules.phrases import nearest, plural
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, fixtures: Fixtures, plugins: Plugins) -> Iterator[Problem]:
    marks = {mark.name for test in test_file.tests for mark in test.marks}
    if test_file.path in fixtures.open or "parametrize" not in marks:
        return
    lacking: dict[tuple[Mark, str], list[tuple[Test, Function]]] = {}
    for test in test_file.tests:
        function = definition(sources, test_file, test)
        if function and not test.unittest and not test.open:
            for mark, name in unused(test_file, test, function, fixtures, plugins):
                lacking.setdefault((mark, name), []).append((test, function))
    for (mark, name), found in lacking.items():
        yield problem(mark, name, found)


def unused(
    file: SourceFile, test: Test, function: Function, fixtures: Fixtures, plugins: Plugins
) -> Iterator[tuple[Mark, str]]:
    """Each name that a `parametrize` mark gives and the test has no use for."""
    own = arguments(function)
    reached: set[str] | None = None
    for mark in test.marks:
        found = read(mark)
        for name in (found.names or ()) if found else ():
            if name in own or name == "anyio_backend":  # anyio asks for it in the place of its tests
                continue
            if reached is None:
                asked = {*own, *test.requests}
                reached = closure(file.path, asked, fixtures, plugins, test.class_name, direct(test))
            if name not in reached:
                yield mark, name


def direct(test: Test) -> frozenset[str]:
    """The names whose values `parametrize` gives itself, not by way of a fixture."""
    found = [read(mark) for mark in test.marks if not mark.expr.keyword("indirect") and len(mark.expr.parts) < 3]
    return frozenset(name for each in found if each for name in each.names or ())


def renamed(name: str, meant: str, found: list[tuple[Test, Function]]) -> Fix | None:
    """The argument of the tests under the name that parametrize gives, unless another mark gives it a value."""
    given = {each for test, _ in found for mark in test.marks if (read_ := read(mark)) for each in read_.names or ()}
    if meant in given:
        return None
    places = dict.fromkeys(function.place for _, function in found)
    changes = tuple(RenameParameter(place, meant, name) for place in places)
    return Fix(f"rename the argument '{meant}' to '{name}'", changes)


def without_default(name: str, found: list[tuple[Test, Function]]) -> Fix:
    """The argument alone, whose value comes from the mark."""
    places = dict.fromkeys(function.place for _, function in found)
    return Fix(f"take the default of '{name}' out", tuple(RemoveDefault(place, name) for place in places))


def problem(mark: Mark, name: str, found: list[tuple[Test, Function]]) -> Problem:
    test, function = found[0]
    has_default = any(param.name == name and param.has_default for param in function.params)
    meant = nearest(name, [param.name for param in function.params])
    label = f"'{name}' has a default here" if has_default else "takes no such argument"
    places = tuple(Related(function.place, label) for _, function in found)
    who = f"'{test.name}'" if len(found) == 1 else plural(len(found), "test")
    takes = "takes" if len(found) == 1 else "take"
    if has_default:
        message = f"parametrize gives '{name}', an argument of {who} that has a default"
        words, cure = (
            f"function already takes an argument '{name}' with a default value",
            f"remove the default of '{name}'",
        )
    else:
        message = f"parametrize gives '{name}', which {who} {takes} neither as an argument nor through a fixture"
        words = f"In {test.name}: function uses no argument '{name}'"
        cure = f"add the argument '{name}' to the test, or take it out of parametrize"
        cure = f"call the argument '{name}' in both places ('{meant}' is what the test takes)" if meant else cure
    names = mark.expr.argument(0, "argnames")
    return Problem(
        place=names.place if names else mark.place,
        message=message,
        label=f"'{name}' is given here",
        related=places,
        consequence=f"pytest stops: {words}",
        help=cure,
        fix=without_default(name, found) if has_default else renamed(name, meant, found) if meant else None,
    )
