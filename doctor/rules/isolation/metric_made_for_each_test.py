"""A fixture makes a metric for Prometheus anew for each test, in the registry that all share.

## Why

`Counter("requests", …)` registers itself with the one registry of the process. The second one of the same name is
refused: "Duplicated timeseries in CollectorRegistry", and all tests but the first fail
(https://github.com/rycus86/prometheus_flask_exporter/issues/17, https://github.com/onyx-dot-app/onyx/pull/8699).

## Instead

Make the metric at the top of its module; give it a registry of its own (`registry=CollectorRegistry()`); or make the
application once, by a fixture of scope "session".

## Fix safety

The fixture gets the scope "session" only when asked: tests then share what it makes.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.outlines import Outlines
from doctor.model.rewrites import SetArgument
from doctor.model.sources import Call, Fixture, SourceFile, Sources
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, sources: Sources, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    fixtures = {fixture.function: fixture for fixture in file.fixtures if fixture.scope == "function"}
    for call in file.calls if fixtures else ():
        fixture = fixtures.get(call.within)
        module, _, name = call.name.rpartition(".")
        if fixture is None or call.guarded or call.branch or not module:
            continue
        home = modules.find(module, file.path)
        outline = outlines.of(home) if home and imports_it(home, modules) else None
        if outline is not None and name in outline.metrics and count(fixture, sources) > 1:
            yield problem(fixture, call, name)


def imports_it(module: FoundModule, modules: Modules) -> bool:
    return any(each.module.partition(".")[0] == "prometheus_client" for each in modules.imports(module))


def count(fixture: Fixture, sources: Sources) -> int:
    """The tests that ask for it themselves."""
    return sum(fixture.name in test.requests for _, test in sources.tests)


def problem(fixture: Fixture, call: Call, name: str) -> Problem:
    change = SetArgument(fixture.expr.place, "scope", '"session"') if fixture.expr and not fixture.params else None
    return Problem(
        place=fixture.place,
        message=f"fixture '{fixture.name}' makes a metric (Counter, Gauge, …) of Prometheus for each test, by '{name}'",
        label="once for each test",
        related=(Related(call.place, "registers it again"),),
        consequence="all tests but the first fail: ValueError: Duplicated timeseries in CollectorRegistry",
        help="make the metric at the top of its module, or give the fixture the scope 'session'",
        fix=Fix("make it once for all tests", (change,)) if change else None,
    )
