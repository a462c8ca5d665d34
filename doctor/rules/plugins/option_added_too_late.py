"""An option is given that a conftest.py adds after the command line was parsed.

## Why

pytest parses its command line once, after it has loaded the initial conftest files: those of the folders that are named
as arguments or by `testpaths`, of the folders above them, and of folders `test*` in them. A conftest.py further down is
loaded when its folder is collected; the options that its `pytest_addoption` adds are unknown until then.

## Instead

Move `pytest_addoption` to the conftest.py beside the configuration file, or to a plugin that is loaded with `-p`; or
name the folder in `testpaths` (https://github.com/pytest-dev/pytest/issues/9337).

## Fix safety

Where all tests lie in the folder of the conftest, it becomes `testpaths`; else `pytest_addoption` moves to the
conftest.py in rootdir. That is not done unasked, for tests that come later lie elsewhere, and all tests get the option.
There is no fix where the hook uses what else its conftest defines.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, MoveFunction
from doctor.model.places import Place
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.model.sources import Sources
from doctor.rules.cures import key_set
from doctor.rules.naming import is_within
from doctor.rules.phrases import listing
from doctor.rules.plugins._options import owners, said, unrecognized, within
from doctor.rules.registry import rule

LOCAL = (Kind.CONFTEST, Kind.MODULE)


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, plugins: Plugins, config: PytestConfig, sources: Sources) -> Iterator[Problem]:
    groups: dict[str, tuple[Plugin, list[GivenOption]]] = {}
    for option in unrecognized(command_line):
        late = [plugin for plugin in owners(option, plugins) if plugin.kind in LOCAL and not plugin.initial]
        if late:
            groups.setdefault(late[0].name, (late[0], []))[1].append(option)
    for plugin, options in groups.values():
        yield problem(plugin, options, config).replace(
            fix=started(plugin, options, config, sources) or moved(plugin, config, sources)
        )


def problem(plugin: Plugin, options: list[GivenOption], config: PytestConfig) -> Problem:
    file = plugin.file or plugin.name
    given = listing(dict.fromkeys(option.text() for option in options))
    folder = file.rpartition("/")[0] or "."
    return Problem(
        place=added(plugin, options[0]),
        message=f"{given} {within(options[0])} is added by {file}, {how(plugin)}",
        label="added here, after the command line was parsed" if plugin.active else "added here",
        related=tuple(Related(option.place, "given here") for option in options),
        consequence=said(options, config),
        help=f"move pytest_addoption to the conftest.py in {home(config)}, or make {folder} one of testpaths "
        "so that its conftest.py is loaded at the start",
    )


def moved(plugin: Plugin, config: PytestConfig, sources: Sources) -> Fix | None:
    """The hook in the conftest that is always loaded at the start."""
    file = sources.get(plugin.file)
    hook = file.function("pytest_addoption") if file else None
    if hook is None or hook.branch or config.rootdir != "." or plugin.kind is not Kind.CONFTEST:
        return None
    return Fix("move pytest_addoption to conftest.py", (MoveFunction(hook.place, "conftest.py"),))


def started(plugin: Plugin, options: list[GivenOption], config: PytestConfig, sources: Sources) -> Fix | None:
    """The conftest's folder as testpaths, where all tests lie in it and nothing else is said."""
    folder = plugin.file.rpartition("/")[0]
    inside = all(is_within(file.path, folder) for file in sources.collected)
    known = [(each, plugin.provided.option(each.name)) for each in options]
    if any(option.takes_value and each.value is None for each, option in known if option):
        return None  # its value in a word of its own is taken for a path, and testpaths is not looked at
    if not folder or not inside or config.setting("testpaths") or config.paths_given:
        return None
    return key_set(config, "testpaths", (folder,))


def how(plugin: Plugin) -> str:
    return "which pytest loads too late" if plugin.active else f"which pytest does not load: {plugin.reason}"


def added(plugin: Plugin, option: GivenOption) -> Place:
    """Where the conftest adds it."""
    for name in (option.name, *option.names):
        found = plugin.provided.option(name)
        if found and found.place:
            return found.place
    return Place(plugin.file or plugin.name, 1, 1)


def home(config: PytestConfig) -> str:
    return "the project's folder" if config.rootdir in (".", "") else f"rootdir ({config.rootdir})"
