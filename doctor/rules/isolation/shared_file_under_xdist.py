"""Tests write a file at a fixed path while pytest-xdist runs them in several processes.

## Why

With `-n` each worker runs its part of the tests in a process of its own, at the same time, over the same disk. Two
workers that write one file at a time find half of what they wrote, or what the other one wrote; one removes what the
other is about to read. It happens now here, now there (https://pytest-xdist.readthedocs.io/en/stable/how-to.html).

## Instead

`tmp_path`, and `tmp_path_factory` for wider fixtures, give each test of each worker a folder of its own
(https://docs.pytest.org/en/stable/how-to/tmp_path.html). What has to be one file for all is made by one worker, under a
lock (https://pytest-xdist.readthedocs.io/en/stable/how-to.html#making-session-scoped-fixtures-execute-only-once).

## Fix safety

There is no fix: what else reads the file by its name cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.model.touches import Touch
from doctor.rules.classes import World
from doctor.rules.heirs import served
from doctor.rules.isolation._around import Scene, Surroundings
from doctor.rules.isolation._leaks import FAILING
from doctor.rules.isolation._owners import SETUPS, Owner, owners
from doctor.rules.isolation._same import item
from doctor.rules.isolation._shared import Spread, is_locked
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, parts, spread

DEVICES = ("/dev/", "/proc/", "/sys/", ":memory:", "file:", "NUL", "\\\\")
FOLDERS = ("cwd", "chdir", "working_dir", "pushd", "isolated_filesystem", "in_dir", "temp_dir", "tempdir")
ELSEWHERE = frozenset({"pytester", "testdir", "runner", "cli_runner", "isolated_filesystem"})  # in other folders


class Use(Record):
    """A function that writes, makes or removes the file."""

    touch: Touch
    owner: Owner


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    modules: Modules,
    command_line: CommandLine,
    calls: Calls,
) -> Iterator[Problem]:
    workers = spread(command_line, plugins, calls)
    if not workers:
        return
    scene = Scene(sources, fixtures, plugins, modules)
    spreading = Spread(sources, fixtures, workers)
    world = World(sources, modules)
    for path, uses in by_path(scene).items():
        if is_written(uses) and len({part for use in uses for part in parts_of(use, spreading, world)}) > 1:
            yield problem(path, uses, workers)


def parts_of(use: Use, spreading: Spread, world: World) -> set[str]:
    """The parts of the tests that run it, by classes that inherit it, too."""
    owner = use.owner
    found = spreading.parts(owner) if owner.file.collected or owner.fixture else set()
    is_of_class = owner.kind == "setup" and owner.function.class_name
    for file, test in served(owner.function, owner.file, world) if is_of_class else ():
        found |= parts(file, test, spreading.workers)
    return found


def by_path(scene: Scene) -> dict[str, list[Use]]:
    """Where which fixed paths are used, by path."""
    found: dict[str, list[Use]] = {}
    for file in scene.sources:
        is_run = file.collected or file.role in ("conftest", "plugin")
        if any(touch.state == "file" for touch in file.touches):
            for owner in owners(file) if is_run else set_ups_of_classes(file):
                for path, touch in paths_of(owner, scene):
                    if is_run or path.startswith(("/", "~")):  # elsewhere nobody knows in which folder
                        found.setdefault(path, []).append(Use(touch, owner))
    return found


def set_ups_of_classes(file: SourceFile) -> Iterator[Owner]:
    """Those that classes of test files may inherit."""
    for function in file.functions:
        if function.class_name and function.name in SETUPS and not function.is_nested:
            yield Owner("setup", file, function)


def paths_of(owner: Owner, scene: Scene) -> Iterator[tuple[str, Touch]]:
    """The fixed paths that it uses, where others might come to them, too."""
    file, surroundings = owner.file, None
    for touch in file.touches_in(owner.function.qualname):
        if touch.state != "file" or is_excused(touch):
            continue
        path = item(touch, file)
        if path.startswith(("<", *DEVICES)) or is_locked(file, owner.function.qualname):
            continue
        surroundings = surroundings or scene.around(owner)
        if not is_elsewhere(path, surroundings):
            yield path, touch


def is_excused(touch: Touch) -> bool:
    if any(block.startswith("with ") and any(word in block for word in FOLDERS) for block in touch.blocks):
        return not touch.item.startswith(("/", "~"))  # `with local.cwd(tmp_path):`
    return "if" in touch.blocks or "except" in touch.blocks or any(block.endswith(FAILING) for block in touch.blocks)


def is_elsewhere(path: str, surroundings: Surroundings) -> bool:
    """Is the path one of a folder that the test has for itself, or of no real disk?"""
    touches = [
        touch
        for each in surroundings.functions
        for touch in each.file.touches
        if touch.within == each.name or touch.within.startswith(f"{each.name}.")
    ]
    if "fs" in surroundings.fixtures or any(touch.item in ("builtins.open", "io.open") for touch in touches):
        return True
    if path.startswith(("/", "~")) or path[1:2] == ":":
        return False
    if any(touch.state == "os.getcwd" for touch in touches) or surroundings.fixtures & ELSEWHERE:
        return True
    return any(word in name for name in surroundings.fixtures for word in ("cwd", "chdir", "in_tmp", "cd_", "isolat"))


def is_written(uses: list[Use]) -> bool:
    """Is there something that others could find half done? Making a folder that may be there already is not."""
    hows = {use.touch.how for use in uses}
    return "set" in hows or {"default", "remove"} <= hows


def problem(path: str, uses: list[Use], workers: Workers) -> Problem:
    first = next((use for use in uses if use.touch.how == "set"), uses[0])
    places = dict.fromkeys(use.touch.place for use in uses if use is not first)
    return Problem(
        place=first.touch.place,
        message=f"{first.owner.title} uses the fixed path '{path}' in each worker of pytest-xdist ('{workers.text}')",
        label="the same file for all workers",
        related=(
            *(Related(place, "used here, too") for place in places),
            Related(workers.place, "starts several workers"),
        ),
        consequence="a worker finds what another one has written, half of it, or nothing, now here, now there",
        help="take a path in `tmp_path`, or in `tmp_path_factory.mktemp(…)` in a wider fixture",
    )
