"""pytest_generate_tests parametrizes an argument that not all tests have.

## Why

The hook is called for each test. `metafunc.parametrize("price", …)` without a look at what the test asks for is an
error for each one that has no argument of that name: `function uses no argument 'price'`.

See https://docs.pytest.org/en/stable/how-to/parametrize.html#basic-pytest-generate-tests-example.

## Instead

```python
def pytest_generate_tests(metafunc):
    if "price" in metafunc.fixturenames:
        metafunc.parametrize("price", [1, 2])
```

## Fix safety

The condition is written above the call, not unasked: who else is meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.hook_bodies import HookBody
from doctor.model.rewrites import GuardStatement
from doctor.model.sources import SourceFile, Sources, Test
from doctor.rules.naming import folder_of, is_within
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(hook_bodies: tuple[HookBody, ...], sources: Sources) -> Iterator[Problem]:
    for body in hook_bodies:
        if body.how == "always" and not is_asked_by_fixture(body.name, sources):
            test = next((each for file, each in sources.tests if is_without(file, each, body, sources)), None)
            if test:
                yield problem(body, test)


def is_asked_by_fixture(name: str, sources: Sources) -> bool:
    """May a test come to it by way of a fixture?"""
    functions = (file.function(each.function) for file in sources for each in file.fixtures)
    return any(param.name == name for function in functions if function for param in function.params)


def is_without(file: SourceFile, test: Test, body: HookBody, sources: Sources) -> bool:
    is_reached = body.file.endswith("conftest.py") and is_within(file.path, folder_of(body.file))
    home = sources.get(test.file) if test.file else file
    function = home.function(test.function) if home else None
    if not is_reached or function is None or test.open or test.unittest or body.name in test.requests:
        return False
    return all(param.name != body.name and param.kind not in ("*", "**") for param in function.params)


def problem(body: HookBody, test: Test) -> Problem:
    condition = f'"{body.name}" in metafunc.fixturenames'
    return Problem(
        place=body.place,
        message=f"'{body.name}' is parametrized for every test, and '{test.name}' has no such argument",
        label="for all tests",
        related=(Related(test.place, "asks for other things"),),
        consequence=f"pytest stops: In {test.name}: function uses no argument '{body.name}'",
        help=f"write 'if {condition}:' above it",
        fix=Fix(f"write 'if {condition}:' above it", (GuardStatement(body.place, condition),)),
    )
