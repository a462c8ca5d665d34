"""The test client of Starlette and FastAPI is imported, and httpx is not installed.

## Why

`starlette.testclient` is built on httpx, which neither Starlette nor FastAPI installs by itself: the import stops with
"The starlette.testclient module requires the httpx package to be installed"
(https://fastapi.tiangolo.com/tutorial/testing/). Starlette 1.2 and later ask for httpx2, and still take httpx.

## Instead

`pip install httpx` (httpx2 since Starlette 1.2), and declare it with the other requirements of the tests.

## Fix safety

There is no fix: what is to be installed is not in a file of the project that is known to count.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared, Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Sources
from doctor.rules.phrases import install, uses
from doctor.rules.registry import rule

CLIENTS = ("fastapi.testclient", "starlette.testclient")
SINCE = (0, 21)  # of starlette; before, it took requests
SECOND = (1, 2)  # takes httpx2, or else httpx


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, distributions: Distributions, declared: Declared) -> Iterator[Problem]:
    version = distributions.version("starlette")
    if not distributions.complete or version is None or version < SINCE:
        return
    taken = ("httpx2", "httpx") if version >= SECOND else ("httpx",)
    if any(distributions.get(name) for name in taken):
        return
    asked = taken[0]
    files = [file for file in sources if file.collected or file.role == "conftest"]
    places = [each.place for file in files for each in file.imports if each.module in CLIENTS and not each.guarded]
    kept = [place for place in places if not skips(place.file, sources)]
    if kept:
        yield Problem(
            place=kept[0],
            message=f"the test client needs {asked}, which is not installed",
            label=f"needs {asked}",
            related=uses(kept[1:], "imported here, too"),
            consequence=f"RuntimeError: The starlette.testclient module requires the {asked} package to be installed",
            help=f"install it: {install(next((name for name in taken if declared.get(name)), asked), declared)}",
        )


def skips(path: str, sources: Sources) -> bool:
    file = sources.get(path)
    calls = file.calls_of("pytest.importorskip") if file else ()
    return any(call.expr.parts and call.expr.parts[0].text in ("httpx", "httpx2") for call in calls)
