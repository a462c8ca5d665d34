"""Keeps plugins out that open sockets, where sockets are refused, and leaves something inert in their place."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import pytest

from pytest_guard import settings
from pytest_guard.sandbox import plugins, sockets, stand_ins

if TYPE_CHECKING:
    from pytest_guard.sandbox.plugins import Plugin

NAME = "guard-sandbox"
TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class Header:
    """Says in the header what was kept out, and why."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def pytest_report_header(self) -> list[str]:
        return [f"guard: {line}" for line in self.lines]


def gate(config: pytest.Config, args: list[str] | None = None) -> None:
    """Blocks what `guard_sandbox_block` names when this is a sandbox; once in a run.

    Args:
        args: the words of the command line, in which options of plugins that are not loaded are not known; None where
            it was read to its end, and the conftests are loaded.
    """
    manager = config.pluginmanager
    if manager.has_plugin(NAME):
        return
    header = Header()
    manager.register(header, NAME)
    config.add_cleanup(partial(manager.unregister, header))
    measured = settings.text(config, "guard_sandbox") == "auto"
    why = "" if measured else _variable(settings.text(config, "guard_sandbox_env"), header)
    if measured or why:
        for asked in settings.words(config, "guard_sandbox_block"):
            header.lines += _examined(config, asked, why, args or [])
    if args is None:
        complete(config)


def complete(config: pytest.Config) -> None:
    """What has to wait until the conftests are there."""
    stand_ins.declare(config)


def _variable(name: str, header: Header) -> str:
    """Why this is a sandbox, as its variable has it; "" where it is none."""
    value = os.environ.get(name, "").strip()
    if value.lower() not in TRUE + FALSE:
        words = f"{', '.join(TRUE)}; {', '.join(FALSE[:-1])}"
        header.lines.append(f"{name}={value} is neither true nor false ({words}), so this is not taken for a sandbox")
    return f"{name}={value}" if value.lower() in TRUE else ""


def _examined(config: pytest.Config, asked: str, why: str, args: list[str]) -> list[str]:
    """Keeps out what one word of `guard_sandbox_block` means; the lines that say so."""
    found = plugins.named(config, asked)
    if not found:
        return [f"guard_sandbox_block names '{asked}', which is no plugin that is installed"]
    return [_kept_out(config, each, why, args) for each in found]


def _kept_out(config: pytest.Config, plugin: Plugin, why: str, args: list[str]) -> str:
    because, stays = (why, "") if why else sockets.refused(config, plugin)
    if stays and not plugin.version and not plugins.loaded(config, plugin):
        return f"{plugin} is not there"
    if stays:
        return f"{plugin} stays: {stays}"
    objects = plugins.block(config, plugin)
    return f"{because}: {stand_ins.place(config, plugin, objects, because, args)}"
