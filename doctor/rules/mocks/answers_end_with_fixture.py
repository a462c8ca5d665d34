"""A fixture under `@responses.activate` prepares answers, which are gone when it returns.

## Why

The decorator holds while the function that it stands on runs. A fixture's function has ended before the test begins:
the answers that it has registered are forgotten, and the test's requests go to the real network.

See https://github.com/getsentry/responses/issues/47, for a fixture that holds. `@httpretty.activate` and
`@respx.mock` do the same.

A fixture that calls anything else is not told, for that may ask for the answers.

## Instead

```python
@pytest.fixture
def api():
    with responses.RequestsMock() as mock:
        mock.get("https://weather.example/v1", json={"t": 21})
        yield mock
```

## Fix safety

There is no fix: the body has to move into a `with` block.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Expr, Fixture, SourceFile
from doctor.rules.registry import rule

LIBRARIES: dict[
    object, tuple[tuple[str, ...], str]
] = {  # decorator → whose calls register answers, and what holds while the test runs
    "responses.activate": (("responses.",), "with responses.RequestsMock() as mock:"),
    "httpretty.activate": (("httpretty.",), "with httpretty.enabled():"),
    "respx.mock": (("respx.", "httpx.Response"), "with respx.mock:"),
}
MAKING = ("json.dumps", "json.loads", "open", "str", "dict", "re.compile", "datetime.datetime")
ADDING = frozenset("add get post put patch delete head options upsert register_uri request route".split())  # noqa: SIM905


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    for fixture in file.fixtures:
        function = file.function(fixture.function) if not fixture.is_generator and fixture.expr else None
        below = function.decorators if function and function.place == fixture.place else ()
        for each in below:
            if each.value in LIBRARIES and fixture.expr and fixture.expr.place < each.place:
                yield from of_fixture(fixture, each, file)


def of_fixture(fixture: Fixture, decorator: Expr, file: SourceFile) -> Iterator[Problem]:
    owner, instead = LIBRARIES[decorator.value]
    calls = [call for call in file.calls if f"{call.within}.".startswith(f"{fixture.function}.")]
    added = [call for call in calls if call.within == fixture.function and call.name.startswith(owner)]
    added = [call for call in added if call.name.split(".")[1].removesuffix("()") in ADDING]
    if not added or any(not call.name.startswith(owner) and call.name not in MAKING for call in calls):
        return
    yield Problem(
        place=decorator.place,
        message=f"@{decorator.value!s} on fixture '{fixture.name}' ends when that returns, before the test begins",
        label="ends with the function",
        related=tuple(Related(call.place, "forgotten before the test") for call in added[:1]),
        consequence="the test's requests are not answered by it: they go to the real network",
        help=f"write `{instead}` in the fixture, with a `yield` in it",
    )
