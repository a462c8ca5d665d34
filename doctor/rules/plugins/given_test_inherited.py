"""A test with `@given` is inherited by several test classes: hypothesis refuses the second one.

## Why

hypothesis keeps what it learns of a test with the function. Where two classes inherit it, objects of both run the same
function, and its health check says that it "was called from multiple different executors": the tests of all but the
first class fail (https://github.com/pepkit/looper/pull/439,
https://hypothesis.readthedocs.io/en/latest/reference/api.html#hypothesis.HealthCheck).

With several workers, or a selection, they may not meet in one process. Nothing is said where the test is parametrized,
has settings of its own, or a profile of hypothesis is loaded.

## Instead

A parameter in place of the classes:

```python
@pytest.mark.parametrize("kind", [list, frozenset])
@given(numbers=st.lists(st.integers()))
def test_no_element_is_lost(kind, numbers):
    assert set(kind(numbers)) == set(numbers)
```

Or `@settings(suppress_health_check=[HealthCheck.differing_executors])`, where the classes differ in nothing that the
examples depend on.

## Fix safety

There is no fix: how the classes differ, and whether that may be, only people know.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Function, SourceFile, Sources, Test
from doctor.rules.excused import needed_to_pass
from doctor.rules.registry import rule

SINCE = (6, 100)  # where the health check is sure to be there
Key = tuple[str, str]  # file, and qualified name
PROFILES = (".register_profile", ".load_profile")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, distributions: Distributions) -> Iterator[Problem]:
    version = distributions.version("hypothesis")
    methods = dict(given_methods(sources)) if version and version >= SINCE else {}
    if not methods or any(call.name.endswith(PROFILES) for file in sources for call in file.calls):
        return
    shared: dict[Key, list[tuple[SourceFile, Test]]] = {}
    for file, test in needed_to_pass(sources):
        key = (test.file or file.path, test.function)
        if test.class_name and key in methods:
            shared.setdefault(key, []).append((file, test))
    for key, found in shared.items():
        if len(found) > 1 and not any(is_parametrized(test) for _, test in found):
            yield problem(methods[key], found)


def given_methods(sources: Sources) -> Iterator[tuple[Key, Function]]:
    for file in sources:
        yield from (((file.path, each.qualname), each) for each in file.functions if each.class_name and is_given(each))


def is_given(function: Function) -> bool:
    """Is `@given` all that makes it differ from others, marks aside?"""
    names = [str(each.value or "") for each in function.decorators]
    return "hypothesis.given" in names and all(
        name.startswith("pytest.mark.") or name in ("hypothesis.given", "hypothesis.example") for name in names
    )


def is_parametrized(test: Test) -> bool:
    return any(mark.name == "parametrize" for mark in test.marks)


def problem(function: Function, found: list[tuple[SourceFile, Test]]) -> Problem:
    classes = [(file.class_(test.class_name), test) for file, test in found]
    names = ", ".join(f"'{test.class_name}'" for _, test in classes)
    return Problem(
        place=function.place,
        message=f"'{function.qualname}' has @given, and is a test of several classes: {names}",
        label="one function for all of them",
        related=tuple(Related(klass.place, "inherits it") for klass, _ in classes if klass),
        consequence="all but the first one fail: FailedHealthCheck, called from multiple different executors",
        help="write one test with a parameter in place of the classes",
    )
