"""A fixture is asked for whose plugin is switched off.

## Why

`-p no:NAME` takes a plugin's fixtures away: `caplog` with `logging`, `capsys` with `capture`, `tmp_path` with `tmpdir`.
A built-in plugin that is blocked in `addopts` or `PYTEST_ADDOPTS` leaves its fixtures behind without what they need, so
that they break with an error of their own (https://github.com/langroid/langroid/pull/1108).

## Instead

Take the `-p no:…` out. What it was meant to quieten has an option of its own: `--show-capture=no` for logs, `-s` for
captured output, `-p no:cacheprovider` only where no test asks for `cache`.

## Fix safety

Removing `-p no:…` loads the plugin again, which may change more than the fixture; so it is never done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugin, Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.cures import option_removed
from doctor.rules.phrases import listing, uses
from doctor.rules.plugins._absent import absent, cure, is_blocked_late, is_missed_by_flag, place_of, switched_off
from doctor.rules.plugins._loaded import loaded
from doctor.rules.plugins._options import absent_owner
from doctor.rules.registry import rule

HARMLESS = ("monkeypatch", "recwarn", "doctest", "junitxml")  # their fixtures need nothing of the plugin
BREAKS = {
    "logging": "the test fails: KeyError: <_pytest.stash.StashKey object …>",
    "capture": "error at setup: AttributeError: 'NoneType' object has no attribute 'set_fixture'",
    "tmpdir": "error at setup: AttributeError: 'Config' object has no attribute '_tmp_path_factory'",
    "cacheprovider": "error at setup: AttributeError: 'Config' object has no attribute 'cache'",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    plugins: Plugins,
    sources: Sources,
    fixtures: Fixtures,
    command_line: CommandLine,
    config: PytestConfig,
    ini: IniValues,
) -> Iterator[Problem]:
    for plugin in absent(plugins):
        is_harmless = is_blocked_late(plugin) and plugin.name in HARMLESS
        if plugin.provided.fixtures and not is_harmless and not is_missed_by_flag(plugin, config):
            lost = {fixture.name for fixture in plugin.provided.fixtures} - left_behind(plugin, config)
            asked = [
                (name, place)
                for file in loaded(sources, config)
                for name, place in (*requests(file), *everywhere(file, ini))
                if name in lost and is_lost(file, name, plugin, fixtures)
            ]
            if asked and not any(absent_owner(option, plugins) is plugin for option in command_line.options):
                yield problem(plugin, asked, command_line)


def left_behind(plugin: Plugin, config: PytestConfig) -> frozenset[str]:
    """`testdir` is of a plugin of its own, which legacypath registers as soon as pytester comes: with `-p pytester -p
    no:legacypath`, in this order, it stays."""
    if plugin.name != "legacypath":
        return frozenset()
    flags = [flag for flag in config.plugin_flags if flag.name in ("pytester", "legacypath")]
    first = flags[0] if flags else None
    return frozenset({"testdir"}) if first and first.name == "pytester" and not first.blocks else frozenset()


def is_lost(file: SourceFile, name: str, plugin: Plugin, fixtures: Fixtures) -> bool:
    """Does nobody else provide it there?"""
    if file.path in fixtures.open:
        return False
    found = fixtures.of(file.path, name)
    return found is None or found.origin in (plugin.name, plugin.module)


def everywhere(file: SourceFile, ini: IniValues) -> Iterator[tuple[str, Place]]:
    """What the key `usefixtures` has all tests ask for."""
    value = ini.get("usefixtures") if file.tests else None
    for name in value.value if value and isinstance(value.value, (list, tuple)) else ():
        if value and value.place and name != "caplog":  # it breaks when a test looks into it, not before
            yield str(name), value.place


def requests(file: SourceFile) -> Iterator[tuple[str, Place]]:
    """What tests and fixtures of the file ask for."""
    for test in file.tests:
        function = file.function(test.function)
        params = {param.name: param.place for param in function.params} if function else {}
        for name in test.requests:
            yield name, params.get(name, test.place)
    for fixture in file.fixtures:
        for param in fixture.params:
            yield param.name, param.place
    for call in file.calls_of("request.getfixturevalue"):
        asked = call.expr.argument(0, "argname")
        if asked and asked.text and not call.guarded:
            yield asked.text, call.place


def problem(plugin: Plugin, asked: list[tuple[str, Place]], command_line: CommandLine) -> Problem:
    names = list(dict.fromkeys(name for name, _ in asked))
    owner = plugin.distribution or f"pytest's plugin '{plugin.name}'"
    noun = "fixture" if len(names) == 1 else "fixtures"
    return Problem(
        place=place_of(plugin, command_line),
        message=f"{noun} {listing(names)} {'belongs' if len(names) == 1 else 'belong'} to {owner}, "
        f"which {switched_off(plugin, command_line)}",
        label="switched off here",
        related=uses(list(dict.fromkeys(place for _, place in asked)), "asked for here"),
        consequence=BREAKS[plugin.name]
        if is_blocked_late(plugin) and plugin.name in BREAKS
        else f"error at setup: fixture '{names[0]}' not found",
        help=cure(plugin, command_line),
        fix=option_removed(plugin.flag) if plugin.flag else None,
    )
