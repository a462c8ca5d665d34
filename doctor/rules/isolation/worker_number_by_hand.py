"""The number of a worker of pytest-xdist is cut out of its name by hand.

## Why

The fixture `worker_id` and the variable `PYTEST_XDIST_WORKER` say `gw3` in a worker, but `master` and nothing at all
when the tests run without workers (https://pytest-xdist.readthedocs.io/en/stable/how-to.html). Code that cuts the
number out of the name, and does not ask for `master`, works with `-n` only:
`ValueError: invalid literal for int() with base 10: 'ster'`.

## Instead

Ask for `master` first; or use what has done so already: `pytest_guard.workers` of pytest-guard knows the worker's
number, and hands out ports, folders, schemas and Redis indexes by it.

Where the code asks, or gives another name for a run without workers, it is a note only; but `worker[-1]` reads one
digit, so that `gw10` gets the number of `gw0`, and with `-n auto` that is a matter of the machine.

## Fix safety

There is no fix: what number a run without workers is to have is for the project to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, Expr, SourceFile, Sources
from doctor.rules.registry import rule
from doctor.rules.workers import workers

READS = ("os.getenv", "os.environ.get")
NAMES = ("worker", "worker_id", "worker_name")
MOST = 10  # workers whose names end in one digit
CUTS = (".replace", ".lstrip", ".strip", ".removeprefix", ".split", ".partition")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, plugins: Plugins, command_line: CommandLine) -> Iterator[Problem]:
    if not any(plugin.name == "xdist" for plugin in plugins):
        return
    for file in sources:
        if file.role in ("conftest", "plugin", "module") or (file.collected and file.fixtures):
            for call in file.calls_of("int"):
                name, has_asked = call.expr.parts[0] if call.expr.parts else None, asks(call, file)
                if name and is_cut(name, call, file) and not has_asked:
                    yield problem(call, False)
                elif name and is_cut_for_workers(name, call, file, has_asked):
                    yield with_default(call, command_line, plugins)


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


def is_cut_for_workers(expr: Expr, call: Call, file: SourceFile, has_asked: bool) -> bool:
    """Is it `worker[2:]` or `worker[-1]` of a name that says a number: there are workers, or the variable is taken for
    "gw0" or the like where it says nothing?"""
    if has_asked and is_cut(expr, call, file):
        return True
    inner = expr.parts[0] if expr.kind == "subscript" and expr.parts else None
    if inner is None:
        return False
    if inner.kind != "name":
        return is_read(inner, has_asked)
    around = [other.expr for other in file.calls_in(call.within)]
    is_named = str(inner.value).endswith(NAMES) and "." not in str(inner.value)
    return is_named and any(is_read(each, has_asked) for each in around)


def is_read(expr: Expr, has_asked: bool) -> bool:
    """Is it `os.environ.get("PYTEST_XDIST_WORKER", "gw0")`; "master" as well where the code asks for that?"""
    if expr.kind != "call" or expr.value not in READS or len(expr.parts) < 2:
        return False
    text = expr.parts[1].text or ""
    return expr.parts[0].text == "PYTEST_XDIST_WORKER" and (text[-1:].isdigit() or (has_asked and text == "master"))


def is_digit(expr: Expr) -> bool:
    """Is it `worker[-1]`, `worker[2]`, `worker[-1:]` or `worker[2:3]`?"""
    index = expr.parts[-1] if expr.kind == "subscript" else None
    if index is None or index.kind == "constant":
        return index is not None and index.value in (-1, 2)
    return [part.value for part in index.parts] in ([-1], [2, 3])


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


def with_default(call: Call, command_line: CommandLine, plugins: Plugins) -> Problem:
    """A note, but for one digit where there may be eleven workers."""
    if not is_digit(call.expr.parts[0]):
        return problem(call, True)
    return Problem(
        place=call.place,
        message="the worker's number is cut out of its name by hand, and only one digit of it: gw10 gets that of gw0",
        label="one digit",
        consequence="from eleven workers on, two of them share what is told apart by this number",
        help="use the helpers of `pytest_guard.workers`, or cut off the first two letters: `[2:]`",
        severity=Severity.WARNING if may_be_many(command_line, plugins) else Severity.NOTE,
    )


def may_be_many(command_line: CommandLine, plugins: Plugins) -> bool:
    """May there be workers whose names end in two digits?"""
    option = workers(command_line, plugins)
    text = (option.value or "") if option and command_line.last("--maxprocesses") is None else ""
    return text in ("auto", "logical") or (text.isdigit() and int(text) > MOST)
