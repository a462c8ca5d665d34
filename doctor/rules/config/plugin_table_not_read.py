"""A table of a plugin's own in pyproject.toml is not read, for the plugin is not there.

## Why

pytest warns of keys in its own table that nobody knows. `[tool.pytest_env]` is a table of pytest-env's: where that is
not installed, or not loaded, nobody looks at it, and nobody says so.

See https://github.com/pytest-dev/pytest-env.

## Instead

Install the plugin where tests are run, or take the table out.

## Fix safety

There is none: whether the table or the plugin is wanted is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared
from doctor.model.findings import Problem, Severity
from doctor.model.heads import Head
from doctor.model.plugins import Plugins
from doctor.rules.phrases import install
from doctor.rules.registry import rule

OWNERS = {"tool.pytest_env": "pytest-env"}


@rule(severity=Severity.WARNING, since="0.1")
def check(heads: tuple[Head, ...], plugins: Plugins, declared: Declared) -> Iterator[Problem]:
    for table, owner in OWNERS.items() if plugins.complete else ():
        head = next((each for each in heads if f"{each.name}.".startswith(f"{table}.")), None)
        plugin = plugins.of_distribution(owner)
        if head and not (plugin and plugin.active):
            yield Problem(
                place=head.place,
                message=f"[{table}] is read by {owner} alone, which is {'not loaded' if plugin else 'not installed'}",
                label="not read",
                consequence="nothing of it holds, and pytest says no word",
                help=f"{install(owner, declared)}, or take the table out"
                if plugin is None
                else f"load {owner}: {plugin.reason}",
            )
