"""Tests start containers, and there is no engine that could run them.

## Why

testcontainers and pytest-docker talk to a Docker or Podman engine by its socket or by `DOCKER_HOST`. Neither is here,
so each test that asks for a container errors in its setup.

See https://github.com/testcontainers/testcontainers-python.

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
from doctor.model.sources import SourceFile, Sources
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

FIXTURES = ("docker_services", "docker_ip")  # the others only name files


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, container: Container, plugins: Plugins, command_line: CommandLine) -> Iterator[Problem]:
    if container.engine:
        return
    files = [file for file in sources if file.collected or file.role == "conftest"]
    wants = [(place, what) for file in files for place, what in wanted(file, plugins)]
    if not wants:
        return
    skips = command_line.last("-m") or command_line.last("-k") or any(may_skip(file) for file in files)
    place, what = wants[0]
    yield Problem(
        place=place,
        message=f"{what} needs a container engine, and none is found here"
        + (f" ({container.engine_evidence})" if container.engine_evidence else ""),
        label="needs Docker or Podman",
        related=uses([each for each, _ in wants[1:]], "and here"),
        consequence="tests that ask for a container error in their setup",
        help="start Docker or Podman, set DOCKER_HOST, or deselect these tests",
        severity=Severity.NOTE if skips else Severity.WARNING,
        confidence=Confidence.MEDIUM,
    )


def wanted(file: SourceFile, plugins: Plugins) -> Iterator[tuple[Place, str]]:
    """What in this file starts containers."""
    for each in file.imports:
        if each.module.partition(".")[0] == "testcontainers" and not each.guarded:
            yield each.place, "testcontainers"
    if any(plugin.distribution == "pytest-docker" for plugin in plugins.active):
        for test in file.tests:
            name = next((name for name in test.requests if name in FIXTURES), None)
            if name:
                yield test.place, f"pytest-docker's fixture '{name}'"


def may_skip(file: SourceFile) -> bool:
    """Is there anything that may skip tests at run time?"""
    return any(mark.name == "skipif" for mark in file.marks) or any(
        call.name in ("pytest.skip", "pytest.importorskip", "shutil.which", "docker.from_env") for call in file.calls
    )
