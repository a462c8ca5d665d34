"""A test registers answers with responses or respx, and nothing starts the library.

## Why

`responses.add(…)` and `respx.get(…)` only write an answer down. It is given while the library stands in for the
network: within `@responses.activate`, `with responses.RequestsMock()`, `@respx.mock`, `with respx.mock` or the fixture
`respx_mock`. Without one of them the test asks the real server, and passes or fails by what that says
(https://github.com/getsentry/responses#responses-as-a-decorator, https://lundberg.github.io/respx/guide/#mock-httpx).

`@respx.mock(base_url=…)`, with parentheses, makes a router of its own and hands it to the test as `respx_mock`. What
`respx.get(…)` registers is not with that one, but with the global router, which is not active
(https://github.com/lundberg/respx/issues/204).

## Instead

```python
@responses.activate
def test_temperature():
    responses.get("https://weather.example/oslo", json={"t": -3})
```

With a router of one's own: take the parameter `respx_mock`, and write `respx_mock.get(…)`.

Nothing is said where a fixture, a helper, a base class or a context manager may start it.

## Fix safety

The decorator is added when asked: the test then meets the answers in place of the server.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared, Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.http_mocks import HttpMocks, Registered
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.closure import closure
from doctor.rules.registry import rule
from doctor.rules.spelling import decorated

STARTS = {"responses": "responses.activate", "respx": "respx.mock"}


@rule(severity=Severity.WARNING, since="0.1")
def check(
    http_mocks: HttpMocks,
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    distributions: Distributions,
    declared: Declared,
) -> Iterator[Problem]:
    for each in http_mocks.registered:
        file = sources.get(each.file)
        tests = [test for test in file.tests if test.function == each.function and not test.file] if file else []
        if not file or not tests or starts_itself(each.library, distributions, declared):
            continue
        if not any(is_started(test, file, each, http_mocks, fixtures, plugins) for test in tests):
            yield problem(each, file)


def starts_itself(library: str, distributions: Distributions, declared: Declared) -> bool:
    """Is there pytest-responses, which starts it for each test?"""
    name = f"pytest-{library}"
    return bool(distributions.version(name) or declared.get(name))


def is_started(
    test: Test, file: SourceFile, found: Registered, http_mocks: HttpMocks, fixtures: Fixtures, plugins: Plugins
) -> bool:
    """May a fixture of the test start it?"""
    if (test.open and not found.router) or file.path in fixtures.open:
        return True
    visible = fixtures.visible.get(file.path, {})
    for name in closure(file.path, set(test.requests), fixtures, plugins, test.class_name):
        if found.library in name or name not in visible:
            return True
        for each in visible[name]:
            origin = each.fixture.place.file if each.fixture else ""
            if each.fixture and (found.library, origin, each.fixture.function) in http_mocks.starters:
                return True
            if not each.fixture and each.place is None and not each.scope:
                return True
    return False


def problem(found: Registered, file: SourceFile) -> Problem:
    start = STARTS[found.library]
    if found.router:
        method = found.call.rpartition(".")[2]
        return Problem(
            place=found.place,
            message=f"{found.call}(…) registers with the global router, and '{found.function}' has one of its own",
            label="not with the router that is active",
            related=(Related(found.router, "makes a router of its own"),),
            consequence=f"requests of '{found.function}' do not get this answer: RESPX: … not mocked!",
            help=f"take the parameter respx_mock and write `respx_mock.{method}(…)`",
        )
    function = file.function(found.function)
    changes = decorated(file, function, start) if function else ()
    return Problem(
        place=found.place,
        message=f"'{found.function}' registers an answer with {found.library}, which nothing starts",
        label="never given",
        consequence=f"'{found.function}' asks the real server",
        help=f"decorate it with @{start}",
        fix=Fix(f"decorate it with @{start}", changes) if changes else None,
    )
