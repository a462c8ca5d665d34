"""A client or runner for tests is given an argument that the installed library has removed.

## Why

Libraries that tests are written with change: httpx 0.28 has no `app=` any more
(https://github.com/florimondmanca/asgi-lifespan/issues/65), the CliRunner of click 8.2 no `mix_stderr=`
(https://github.com/omnilib/ufmt/issues/259). Each test that makes such an object stops with a TypeError.

## Instead

`httpx.AsyncClient(transport=httpx.ASGITransport(app=app))`, which older versions take as well; `CliRunner()`, which
keeps standard error apart by itself.

## Fix safety

`mix_stderr` goes, and `app=app` becomes a transport, only when asked: what is captured, or how exceptions of the
application come to the test, may differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix, Replace
from doctor.model.record import Record
from doctor.model.rewrites import RemoveArgument
from doctor.model.sources import Call, SourceFile
from doctor.rules.registry import rule


class Removed(Record):
    """An argument that a library has removed. `transport` is what takes the place of `app=`."""

    names: tuple[str, ...]
    argument: str
    distribution: str
    since: tuple[int, ...]
    instead: str
    transport: str = ""


REMOVED = (
    Removed(("httpx.AsyncClient",), "app", "httpx", (0, 28), "transport=httpx.ASGITransport(app=…)", "ASGITransport"),
    Removed(("httpx.Client",), "app", "httpx", (0, 28), "transport=httpx.WSGITransport(app=…)", "WSGITransport"),
    Removed(("httpx.AsyncClient", "httpx.Client"), "proxies", "httpx", (0, 28), "proxy=… or mounts=…"),
    Removed(
        ("click.testing.CliRunner",), "mix_stderr", "click", (8, 2), "nothing: standard error is kept apart by itself"
    ),
    Removed(
        ("typer.testing.CliRunner",), "mix_stderr", "click", (8, 2), "nothing: standard error is kept apart by itself"
    ),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, distributions: Distributions) -> Iterator[Problem]:
    for call in file.calls:
        for each in REMOVED if call.name.startswith(("httpx.", "click.", "typer.")) else ():
            version = distributions.version(each.distribution)
            is_tried = call.guarded == "try" or bool(call.branch)  # a condition mostly asks for the version
            is_removed = version and version >= each.since and not is_tried
            if is_removed and call.name in each.names and call.expr.keyword(each.argument):
                yield problem(call, each, distributions.items[each.distribution].version)


def problem(call: Call, removed: Removed, version: str) -> Problem:
    name = call.name.rpartition(".")[2]
    return Problem(
        place=call.place,
        message=f"'{name}' of {removed.distribution} {version} takes no argument '{removed.argument}' any more",
        label="removed",
        consequence=f"TypeError: {name}.__init__() got an unexpected keyword argument '{removed.argument}'",
        help=f"write in its place {removed.instead}",
        fix=mended(call, removed),
    )


def mended(call: Call, removed: Removed) -> Fix | None:
    if removed.argument == "mix_stderr":
        return Fix("take mix_stderr out", (RemoveArgument(call.place, "mix_stderr"),))
    value = call.expr.keyword("app")
    if not removed.transport or value is None or call.expr.keyword("transport"):
        return None
    start = value.place.replace(column=value.place.column - len("app="), end_line=value.place.line)
    opened = start.replace(end_column=value.place.column)
    closed = value.place.replace(line=value.place.end_line, column=value.place.end_column)
    changes = (Replace(opened, f"transport=httpx.{removed.transport}(app="), Replace(closed, ")"))
    return Fix(f"use httpx.{removed.transport}", (*changes, AddImport(call.place.file, "import httpx")))
