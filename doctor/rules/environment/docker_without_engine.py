"""Tests start containers, and there is no engine that could run them.

## Why

testcontainers and pytest-docker talk to a Docker or Podman engine by its socket or by `DOCKER_HOST`. Neither is here,
so each test that asks for a container errors in its setup.

See https://github.com/testcontainers/testcontainers-python and https://github.com/avast/pytest-docker/.

## Instead

Start the engine, mount its socket into this container, set `DOCKER_HOST`, or deselect these tests here. The finding is
a note where the project is seen to be able to skip them.

## Fix safety

No fix is offered.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Container
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.closure import way
from doctor.rules.excused import excused_tests
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

SERVICES = "docker_services"  # the others only name files and addresses
STARTING = (SERVICES, "docker_setup", "docker_compose_command")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, container: Container, plugins: Plugins, command_line: CommandLine
) -> Iterator[Problem]:
    if container.engine:
        return
    files = [file for file in sources if file.collected or file.role in ("conftest", "plugin")]
    found = [each for file in files for each in wanted(file, fixtures, plugins)]
    if not found:
        return
    skips = command_line.last("-m") or command_line.last("-k") or any(may_skip(file) for file in files)
    place, what = found[0]
    yield Problem(
        place=place,
        message=f"{what} needs a container engine, and none is found here"
        + (f" ({container.engine_evidence})" if container.engine_evidence else ""),
        label="needs Docker or Podman",
        related=uses([each for each in dict.fromkeys(place for place, _ in found) if each != place], "and here"),
        consequence="tests that ask for a container error in their setup",
        help="start Docker or Podman, set DOCKER_HOST, or deselect these tests",
        severity=Severity.NOTE if skips else Severity.WARNING,
        confidence=Confidence.MEDIUM,
    )


def wanted(file: SourceFile, fixtures: Fixtures, plugins: Plugins) -> Iterator[tuple[Place, str]]:
    """What in this file starts containers."""
    for each in file.imports:
        if each.module.partition(".")[0] == "testcontainers" and not each.guarded:
            yield each.place, "testcontainers"
    if any(plugin.distribution == "pytest-docker" for plugin in plugins.active):
        yield from asked(file, fixtures, plugins)


def asked(file: SourceFile, fixtures: Fixtures, plugins: Plugins) -> Iterator[tuple[Place, str]]:
    """The tests and fixtures that ask for the services as pytest-docker starts them. A fixture stands for its tests."""
    found = [fixtures.of(file.path, name) for name in STARTING]
    if file.path in fixtures.open or any(each is None or each.place or each.fixture for each in found):
        return
    passed_over = excused_tests(file)
    for test in file.tests:
        if test.function in passed_over:
            continue
        steps = way(SERVICES, file.path, test.requests, fixtures, plugins, test.class_name) or ()
        asker = steps[-2].place if len(steps) > 1 else test.place
        if steps and asker:
            yield asker, f"pytest-docker's fixture '{SERVICES}'"


def may_skip(file: SourceFile) -> bool:
    """Is there anything that may skip tests at run time?"""
    return any(mark.name == "skipif" for mark in file.marks) or any(
        call.name in ("pytest.skip", "pytest.importorskip", "shutil.which", "docker.from_env") for call in file.calls
    )
