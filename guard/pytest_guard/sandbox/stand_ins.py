"""What stays of a plugin that is kept out: its markers, options and keys, and fixtures that skip who asks for them."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from types import ModuleType
from typing import Any

import pytest

from pytest_guard.sandbox import source
from pytest_guard.sandbox.known import KNOWN, Known
from pytest_guard.sandbox.plugins import Plugin

PENDING = pytest.StashKey[list[tuple[list[Any], Known]]]()


def place(config: pytest.Config, plugin: Plugin, objects: list[Any], why: str, args: list[str]) -> str:
    """Registers the stand-in, and says what was kept out and what stays.

    Args:
        objects: what was registered of the plugin; its options and keys are declared then, and stay.
    """
    known = KNOWN.get(plugin.entry, Known("", ""))
    modules, failure = (objects, "") if objects else _imported(plugin)
    markers = source.read(plugin.module).markers or known.markers
    stand_in = ModuleType(f"guard_stand_in_for_{plugin.entry}")
    vars(stand_in).update(_fixtures(modules, plugin, why))
    vars(stand_in)["pytest_configure"] = _configure(markers)
    config.pluginmanager.register(stand_in, f"guard-{plugin.entry}")
    config.add_cleanup(partial(config.pluginmanager.unregister, stand_in))
    if not objects:
        _read_without(config, known, args)
        config.stash.setdefault(PENDING, []).append((modules, known))
    return _said(plugin, bool(objects), markers, failure)


def declare(config: pytest.Config) -> None:
    """Declares the options and keys of plugins that were not loaded; after the conftests, which may have them too."""
    for modules, known in config.stash.get(PENDING, []):
        for module in modules:
            _declare_own(config, module)
        _declare_known(config, known)


def _configure(markers: tuple[str, ...]) -> Any:
    def pytest_configure(config: pytest.Config) -> None:
        for line in markers:
            config.addinivalue_line("markers", line)

    return pytest_configure


def _said(plugin: Plugin, was_loaded: bool, markers: tuple[str, ...], failure: str) -> str:
    names = ", ".join(dict.fromkeys(line.partition(":")[0].partition("(")[0].strip() for line in markers))
    stays = f"its marker{'s' * (',' in names)} {names}, options and keys" if names else "its options and keys"
    if not plugin.version and not was_loaded:
        return f"{plugin} is not there; {stays} are accepted without effect"
    out = "is kept out" if was_loaded else "stays out"
    return f"{plugin} {out}; {stays} have no effect" + (f" ({failure})" if failure else "")


def _imported(plugin: Plugin) -> tuple[list[Any], str]:
    """The module of a plugin that pytest has not loaded, for its options; none, and why, where it cannot be had."""
    if not plugin.version:
        return [], ""
    from importlib import import_module

    try:
        return [import_module(plugin.module)], ""
    except (Exception, pytest.skip.Exception) as error:
        return [], f"its options are not known: {type(error).__name__}: {error}"


def _declare_own(config: pytest.Config, module: Any) -> None:
    """What the plugin itself declares."""
    given = {"parser": config._parser, "pluginmanager": config.pluginmanager}
    for hook in ("pytest_addhooks", "pytest_addoption"):
        if function := getattr(module, hook, None):
            wanted = inspect.signature(function).parameters
            with suppress(ValueError):  # an option that someone else has declared, and that stays
                function(**{name: value for name, value in given.items() if name in wanted})


def _declare_known(config: pytest.Config, known: Known) -> None:
    parser = config._parser
    group = parser.getgroup("guard-sandbox", "accepted without effect, because the plugin is kept out (pytest-guard)")
    there = _option_names(parser)
    for action, options in (("store", known.values), ("append", known.lists), ("store_true", known.flags)):
        for option in set(options) - there:
            group.addoption(option, action=action, help="has no effect")
    for key, kind in known.keys:
        if key not in parser._inidict:
            parser.addini(key, "has no effect", type=kind)  # type: ignore[arg-type]


def _option_names(parser: pytest.Parser) -> set[str]:
    groups = {id(group): group for group in (*parser._groups, parser._anonymous)}.values()
    return {name for group in groups for option in group.options for name in option.names()}


def _read_without(config: pytest.Config, known: Known, args: list[str]) -> None:
    """Reads the command line without options that are not declared yet.

    Their values would be taken for folders of tests, as the 2 of `--reruns 2`, and the conftests of `testpaths` missed.
    """
    kept: list[str] = []
    words = iter(args)
    for word in words:
        name = word.partition("=")[0]
        if name in (*known.values, *known.lists):
            if "=" not in word:
                next(words, None)
        elif name not in known.flags:
            kept.append(word)
    if len(kept) < len(args):
        before = config.known_args_namespace
        config.known_args_namespace = config._parser.parse_known_args(kept, namespace=copy.copy(config.option))
        config.known_args_namespace.confcutdir = before.confcutdir


def _fixtures(modules: list[Any], plugin: Plugin, why: str) -> Iterator[tuple[str, Any]]:
    for name in {name for module in modules for name in _fixture_names(module)}:
        yield f"fixture_{name}", _fixture(name, f"fixture '{name}' is of {plugin}, which pytest-guard keeps out: {why}")


def _fixture(name: str, reason: str) -> Any:
    @pytest.fixture(scope="session", name=name)
    def kept_out() -> None:
        pytest.skip(reason)

    return kept_out


def _fixture_names(module: Any) -> Iterator[str]:
    if not inspect.ismodule(module):
        return
    for name, value in vars(module).items():
        if type(value).__name__ == "FixtureFunctionDefinition":  # since pytest 8.4
            yield value.name
        elif inspect.isfunction(value) and hasattr(value, "_pytestfixturefunction"):
            yield value._pytestfixturefunction.name or name
