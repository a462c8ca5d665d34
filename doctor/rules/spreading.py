"""Over which workers of pytest-xdist tests may be spread."""

from __future__ import annotations

from doctor.model.config import CommandLine, GivenOption
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.fixtures._requests import Asking


def spread(command_line: CommandLine, plugins: Plugins) -> GivenOption | None:
    """The option that makes more than one worker."""
    option = command_line.last("-n", "--numprocesses")
    if not option or option.value in ("0", "1") or not any(each.name == "xdist" for each in plugins.active):
        return None
    dist = command_line.last("--dist")
    return None if dist and dist.value == "no" else option


def mode_of(command_line: CommandLine) -> str:
    """How pytest-xdist spreads the tests: the value of `--dist`."""
    dist = command_line.last("--dist")
    return (dist.value if dist else None) or "load"


def groups(fixture: Fixture, mode: str, sources: Sources, fixtures: Fixtures) -> int:
    """How many parts of the tests that use the fixture may go to different workers."""
    found: set[str] = set()
    asking = Asking(sources, fixtures)
    for file, test in sources.tests:
        used = any(
            (request.found and request.found.fixture == fixture) or request.by == fixture
            for request in asking.requests(file, test, again=True)
        ) or any(
            each.fixture == fixture and each.autouse
            for each in fixtures.visible.get(file.path, {}).get(fixture.name, ())
        )
        if used:
            found |= parts(file, test, mode)
        if len(found) > 1:
            break
    return len(found)


def parts(file: SourceFile, test: Test, mode: str) -> set[str]:
    if mode == "loadfile":
        return {file.path}
    if mode == "loadscope":
        return {f"{file.path}::{test.class_name}"}
    group = next((mark for mark in test.marks if mark.name == "xdist_group"), None)
    if mode == "loadgroup" and group:
        name = group.expr.argument(0, "name")
        return {f"@{name.text if name else ''}"}
    node = f"{file.path}::{test.class_name}::{test.name}"
    return {node, f"{node}[…]"} if any(mark.name == "parametrize" for mark in test.marks) else {node}
