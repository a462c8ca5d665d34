"""A fixture with `yield` is decorated by `@patch`, or another context, which has ended when its body runs.

## Why

A generator function that is called runs nothing of its body: `@patch` starts, gets the generator, and stops again.
pytest moreover does not see that the decorated function is a generator, and takes the generator itself for the
fixture's value: nothing of the body runs, what stands behind `yield` never
(https://docs.python.org/3/library/unittest.mock.html#patch). `@override_settings` of Django, `@responses.activate`,
`@mock_aws` and `@time_machine.travel` do the same (https://docs.djangoproject.com/en/stable/topics/testing/tools/);
those of freezegun and vcrpy know of generators.

## Instead

```python
@pytest.fixture
def no_network():
    with patch("shop.net.get") as get:
        yield get
```

## Fix safety

There is no fix: the body has to move into a `with` block.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Fixture, Function, SourceFile
from doctor.rules.mocks._decorators import is_patch
from doctor.rules.registry import rule

CONTEXTS = (
    *("django.test.override_settings", "django.test.modify_settings", "django.test.utils.override_settings"),
    *("django.utils.translation.override", "django.utils.timezone.override", "django.db.transaction.atomic"),
    *("responses.activate", "respx.mock", "moto.mock_aws", "time_machine.travel"),
)
OTHER_NAMES = {"responses.activate": "responses.RequestsMock"}


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    for fixture in file.fixtures:
        function = file.function(fixture.function) if fixture.is_generator else None
        if function and function.place == fixture.place:
            patch = context(fixture, function)
            if patch:
                yield problem(fixture, patch)


def context(fixture: Fixture, function: Function) -> Expr | None:
    """What stands below the fixture's own decorator and is entered only for the call."""
    below = (each for each in function.decorators if fixture.expr and fixture.expr.place < each.place)
    return next((each for each in below if is_patch(each) or each.value in CONTEXTS), None)


def problem(fixture: Fixture, patch: Expr) -> Problem:
    value = str(patch.value)
    name = "patch" if is_patch(patch) else value.rpartition(".")[2] if value.startswith("django.") else value
    nothing = "nothing is patched" if is_patch(patch) else "the tests run without it"
    return Problem(
        place=patch.place,
        message=f"@{name} on fixture '{fixture.name}', which yields, ends before its body runs",
        label="started and stopped at once",
        consequence=f"{nothing}, and the fixture's value is a generator that nobody runs",
        help=f"write `with {OTHER_NAMES.get(name, name)}(…):` in the fixture, around its `yield`",
    )
