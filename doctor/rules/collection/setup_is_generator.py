"""A set-up method has a `yield`, so that calling it does nothing.

## Why

pytest and unittest call `setup_method`, `setUp` and the like as plain functions. One with a `yield` is a generator:
the call makes it and throws it away, nothing of its body runs, neither before nor behind the `yield`. Only fixtures
may yield (https://docs.pytest.org/en/stable/how-to/xunit_setup.html,
https://docs.pytest.org/en/stable/how-to/fixtures.html#yield-fixtures-recommended).

## Instead

A fixture that is used automatically:

```python
@pytest.fixture(autouse=True)
def rows(self):
    self.rows = ["a"]
    yield
    self.rows.clear()
```

or a `teardown_method`, and in a TestCase `self.addCleanup(…)`.

## Fix safety

It becomes such a fixture only when asked: what then runs may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddImport, Fix, InsertLine, Replace
from doctor.model.sources import Function, SourceFile
from doctor.rules.registry import rule

SCOPES = {
    "setup_module": ', scope="module"',
    "setup_function": "",
    "setup_method": "",
    "setup_class": ', scope="class"',
    "setUp": "",
    "setUpClass": ', scope="class"',
    "setUpModule": ', scope="module"',
}
OTHERS = frozenset({"teardown_module", "teardown_function", "teardown_method", "teardown_class", "tearDown",
                    "tearDownClass", "asyncSetUp", "asyncTearDown"})  # fmt: skip
OF_MODULES = ("setup_module", "setup_function", "setUpModule", "teardown_module", "teardown_function")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    fixtures = {each.function for each in test_file.fixtures}
    for function in test_file.functions:
        is_setup = function.name in SCOPES or function.name in OTHERS
        if not is_setup or not function.yields or function.is_nested or function.qualname in fixtures:
            continue
        if bool(function.class_name) is (function.name in OF_MODULES):
            continue
        if all(each.value == "classmethod" for each in function.decorators):
            yield problem(function, test_file)


def problem(function: Function, file: SourceFile) -> Problem:
    return Problem(
        place=function.place,
        message=f"'{function.qualname}' has a yield: calling it makes a generator, and runs nothing",
        label="does nothing",
        related=(Related(function.yields[0], "yield makes it a generator"),),
        consequence="tests run without what it should set up, and nothing is torn down",
        help="make it a fixture, which may yield: `@pytest.fixture(autouse=True)`; or tear down in a method of its own",
        fix=mended(function, file),
    )


def mended(function: Function, file: SourceFile) -> Fix | None:
    """A fixture, where it is called by nobody else and takes nothing."""
    takes = [param.name for param in function.params]
    if function.name not in SCOPES or function.decorators or takes not in ([], ["self"]):
        return None
    if function.name in file.referenced or function.is_async:
        return None
    line = InsertLine(function.place, f"@pytest.fixture(autouse=True{SCOPES[function.name]})")
    other = Replace(function.place, "set_up" if function.class_name else "set_up_module")
    return Fix("make it an automatic fixture", (line, other, AddImport(file.path, "import pytest")))
