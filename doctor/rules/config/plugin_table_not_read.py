"""A table of a plugin's own in pyproject.toml is not read, for the plugin is not there, or looks for another name.

## Why

pytest warns of keys in its own table that nobody knows. `[tool.pytest_env]` is a table of pytest-env's: where that is
not installed, or not loaded, nobody looks at it, and nobody says so. Nor does
anybody look at `[tool.pytest-env]`.

See https://github.com/pytest-dev/pytest-env.

## Instead

Install the plugin where tests are run, or take the table out.

## Fix safety

A name is guessed from its spelling, and the variables come into force: it is not done unasked. Whether the table or
the plugin is wanted is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.heads import Head
from doctor.model.plugins import Plugins
from doctor.rules.phrases import install
from doctor.rules.registry import rule

OWNERS = {"tool.pytest_env": "pytest-env"}


@rule(severity=Severity.WARNING, since="0.1")
def check(heads: tuple[Head, ...], plugins: Plugins, declared: Declared) -> Iterator[Problem]:
    yield from misspelt(heads, plugins)
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


def misspelt(heads: tuple[Head, ...], plugins: Plugins) -> Iterator[Problem]:
    """A table for a plugin that is loaded, with a name that differs in signs alone."""
    names = {head.name for head in heads}
    for table, owner in OWNERS.items():
        plugin = plugins.of_distribution(owner)
        wrong = [head for head in heads if plain(head.name) == plain(table) and head.name != table]
        if plugin and plugin.active and wrong and table not in names:
            yield Problem(
                place=wrong[0].place,
                message=f"[{wrong[0].name}] is no table that {owner} reads in pyproject.toml",
                label="not read",
                consequence="nothing of it holds, and pytest says no word",
                help=f"write [{table}]",
                fix=Fix(f"write [{table}]", (Replace(wrong[0].place, table),)),
            )


def plain(name: str) -> str:
    return name.removeprefix("tool.").replace("_", "").replace("-", "").replace(".", "").lower()
