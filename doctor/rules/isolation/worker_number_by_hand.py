"""The number of a worker of pytest-xdist is cut out of its name by hand.

## Why

The fixture `worker_id` and the variable `PYTEST_XDIST_WORKER` say `gw3` in a worker, but `master` and nothing at all
when the tests run without workers (https://pytest-xdist.readthedocs.io/en/stable/how-to.html). Code that cuts the
number out of the name, and does not ask for `master`, works with `-n` only:
`ValueError: invalid literal for int() with base 10: 'ster'`.

## Instead

Ask for `master` first; or use what has done so already: `pytest_guard.workers` of pytest-guard knows the worker's
number, and hands out ports, folders, schemas and Redis indexes by it.

Where the code asks, it is a note only.

## Fix safety

There is no fix: what number a run without workers is to have is for the project to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, Expr, SourceFile, Sources
from doctor.rules.registry import rule

CUTS = (".replace", ".lstrip", ".strip", ".removeprefix", ".split", ".partition")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, plugins: Plugins) -> Iterator[Problem]:
    if not any(plugin.name == "xdist" for plugin in plugins):
        return
    for file in sources:
        if file.role in ("conftest", "plugin", "module") or (file.collected and file.fixtures):
            for call in file.calls:
                if call.name == "int" and call.expr.parts and is_cut(call.expr.parts[0], call, file):
                    yield problem(call, asks(call, file))


def is_cut(expr: Expr, call: Call, file: SourceFile) -> bool:
    """Is it `worker_id[2:]`, `worker_id.replace("gw", "")` or the like?"""
    if expr.kind == "subscript" and expr.parts:
        return is_worker(expr.parts[0], call, file) or is_cut(expr.parts[0], call, file)
    if expr.kind == "call" and str(expr.value).endswith(CUTS):
        if str(expr.value).rpartition(".")[0] == "worker_id":
            return is_fixture(call, file)
        inner = expr.values[0].parts[0] if expr.values and expr.values[0].parts else None
        return inner is not None and is_worker(inner, call, file)
    return False


def is_worker(expr: Expr, call: Call, file: SourceFile) -> bool:
    """Is it the worker's name, with no other one given for a run without workers?"""
    if expr.kind == "name":
        return expr.value == "worker_id" and is_fixture(call, file)
    texts = [part.text for part in expr.parts]
    return "PYTEST_XDIST_WORKER" in texts and (expr.kind == "subscript" or len(expr.parts) < 2)


def is_fixture(call: Call, file: SourceFile) -> bool:
    """Is `worker_id` there what the fixture gives?"""
    function = next((each for each in file.fixtures if each.function == call.within), None)
    return function is not None and any(param.name == "worker_id" for param in function.params)


def asks(call: Call, file: SourceFile) -> bool:
    """Does the code look whether there are workers at all?"""
    if call.guarded or "if:" in call.branch or "else:" in call.branch or "try:" in call.branch:
        return True
    return any(function.qualname == call.within and len(function.returns) > 1 for function in file.functions)


def problem(call: Call, has_asked: bool) -> Problem:
    return Problem(
        place=call.place,
        message="the worker's number is cut out of its name by hand"
        + ("" if has_asked else ", and a run without workers has none: there it is called 'master', or not at all"),
        label="cut out here",
        consequence="" if has_asked else "without -n: ValueError or KeyError where the fixture is set up",
        help="use the helpers of `pytest_guard.workers`" + ("" if has_asked else ", or ask for 'master' first"),
        severity=Severity.NOTE if has_asked else Severity.WARNING,
    )
