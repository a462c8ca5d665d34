"""A plugin opens a socket when it starts, where sockets are refused.

## Why

pytest-rerunfailures opens a server socket while it is configured, if pytest-xdist is loaded beside it, also without
`-n`: versions 13 to 15.1 on `localhost`, 16 and newer on 127.0.0.1. pytest-retry does so with `-n`. Where sockets are
blocked by then, pytest stops with an INTERNALERROR before any test is collected. A container without network is no
obstacle as long as it has loopback; with workers, loopback has to be up.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#plugin-discovery-order-at-tool-startup.

## Instead

Block sockets for each test, with `--disable-socket` or in `pytest_runtest_setup`, and not when conftest is imported or
configured. Where sockets are refused altogether, leave one of the two plugins out: `-p no:xdist` or
`-p no:rerunfailures`; marks and options of the one that is left out have to go with it. pytest-guard leaves the plugin
out and keeps its marks and options: `guard_sandbox = auto`.

## Fix safety

What happens between the start and the first test may use sockets then, so it is not done unasked. Where the
environment refuses sockets there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Network, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix, InsertLine, Replace
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Plugin, Plugins
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.cures import may_edit
from doctor.rules.environment._early import BEFORE, BEFORE_PLUGINS, early_files, is_last, unregistered
from doctor.rules.environment._guard import sandbox
from doctor.rules.registry import rule
from doctor.rules.workers import is_loaded, workers


@rule(severity=Severity.ERROR, since="0.1")
def check(
    plugins: Plugins,
    sources: Sources,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    network: Network,
    variables: Variables,
) -> Iterator[Problem]:
    has_workers = workers(command_line, plugins) is not None
    opener = opens(plugins, has_workers)
    if opener is None or kept_out(opener, sources, config):
        return
    guarded = sandbox(opener, plugins, ini, command_line, variables)
    if guarded == "env":
        return
    why = because(opener, has_workers)
    for file in early_files(sources, config):
        for call in file.calls:
            if blocks(call) and not (call.within == "pytest_configure" and is_last(file, call.within)):
                yield in_file(opener, call, why).replace(fix=fix(file, call))
                return
    fault = refusal(opener, network, has_workers)
    if fault and not guarded:
        yield in_environment(opener, fault, why)


def opens(plugins: Plugins, has_workers: bool) -> Plugin | None:
    """The plugin that opens a socket when it is configured."""
    if not is_loaded(plugins):
        return None
    active = {plugin.distribution: plugin for plugin in plugins.active}
    return active.get("pytest-rerunfailures") or (active.get("pytest-retry") if has_workers else None)


def because(opener: Plugin, has_workers: bool) -> str:
    return "with -n" if opener.distribution == "pytest-retry" else "because pytest-xdist is loaded beside it"


def kept_out(opener: Plugin, sources: Sources, config: PytestConfig) -> bool:
    """Does the project itself unregister the plugin in time?"""
    return any(
        name in (opener.name, opener.module, "") and call.within in BEFORE
        for file in early_files(sources, config)
        for call, name in unregistered(file)
    )


def blocks(call: Call) -> bool:
    return call.name == "pytest_socket.disable_socket" and call.within in BEFORE_PLUGINS and not call.guarded


def fix(file: SourceFile, call: Call) -> Fix | None:
    """The call at the top of a file moves into `pytest_runtest_setup`, one in `pytest_configure` comes last."""
    if not may_edit(call.place) or not call.is_statement:
        return None
    hook = file.function(call.within) if call.within == "pytest_configure" else None
    if hook and not hook.decorators and not hook.class_name:
        changes = (AddImport(file.path, "import pytest"), InsertLine(hook.place, "@pytest.hookimpl(trylast=True)"))
        return Fix("let pytest_configure come after that of the plugin (trylast)", changes)
    if call.within or call.place.column != 1 or file.function("pytest_runtest_setup"):
        return None
    begin = call.place.replace(end_line=call.place.line, end_column=call.place.column)
    change = Replace(begin, "def pytest_runtest_setup():\n    ")
    return Fix("block sockets in pytest_runtest_setup, before each test", (change,))


def refusal(opener: Plugin, network: Network, has_workers: bool) -> str:
    """What of the network is missing, "" if all that the plugin needs is there."""
    if not network.sockets_allowed:
        return "sockets are refused here"
    version = opener.version.partition(".")[0]
    by_name = opener.distribution == "pytest-rerunfailures" and version in ("13", "14", "15")
    if by_name and not network.localhost_resolves:
        return "the name localhost is not known here"
    return "there is no loopback interface here" if has_workers and not network.loopback else ""


def in_file(opener: Plugin, call: Call, why: str) -> Problem:
    when = "imported" if not call.within else f"in {call.within}"
    return Problem(
        place=call.place,
        message=f"sockets are blocked {when}, before {opener.distribution} opens one at its start ({why})"
        if call.within
        else f"sockets are blocked when this file is imported, before {opener.distribution} opens one ({why})",
        label="no socket from here on",
        consequence="pytest stops: INTERNALERROR … SocketBlockedError: A test tried to use socket.socket.",
        help="use --disable-socket, or call disable_socket() in pytest_runtest_setup, so that only tests are without "
        f"sockets; or add -p no:{opener.name}",
    )


def in_environment(opener: Plugin, fault: str, why: str) -> Problem:
    return Problem(
        place=Place(ENVIRONMENT),
        message=f"{opener.distribution} {opener.version} opens a socket when it starts ({why}), and {fault}",
        consequence="pytest stops with an INTERNALERROR (exit code 3) before any test is collected",
        help=f"add -p no:xdist or -p no:{opener.name} to this run, let pytest-guard keep the plugin out "
        "(guard_sandbox = auto), or allow sockets on 127.0.0.1",
    )
