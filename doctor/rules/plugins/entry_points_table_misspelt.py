"""The table that makes a plugin known to pytest is misspelt.

## Why

pytest finds installed plugins by their entry points of the group `pytest11`. In pyproject.toml that is the table
`[project.entry-points.pytest11]`; `[project.entry_points.pytest11]` is refused by setuptools and passed over by others,
and a group of another name is one that pytest does not look into.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#making-your-plugin-installable-by-others and
https://packaging.python.org/en/latest/specifications/pyproject-toml/#entry-points.

## Instead

```toml
[project.entry-points.pytest11]
shop = "shop.plugin"
```

## Fix safety

The plugin is loaded once the project is installed again: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.heads import Head
from doctor.rules.registry import rule

RIGHT = "project.entry-points.pytest11"
TABLES = ("project.entry_points", "project.entrypoints", "project.entry-point", "project.entry_point")
GROUPS = ("pytest-11", "pytest_11", "Pytest11", "pytest.11", "py.test11", "pytest1", "pytest-plugins", "pytest_plugins")


@rule(severity=Severity.WARNING, since="0.1")
def check(heads: tuple[Head, ...]) -> Iterator[Problem]:
    if any(head.name == RIGHT for head in heads):
        return
    for head in heads:
        if is_meant(head.name):
            yield Problem(
                place=head.place,
                message=f"[{head.name}] is no table of entry points for pytest",
                label="misspelt",
                consequence="pytest does not find the plugin where the project is installed",
                help=f"write [{RIGHT}]",
                fix=Fix(f"write [{RIGHT}]", (Replace(head.place, RIGHT),)),
            )


def is_meant(name: str) -> bool:
    table, _, group = name.rpartition(".")
    if group == "11":
        table, _, last = table.rpartition(".")
        group = f"{last}.11"
    return (table in TABLES and group == "pytest11") or (table == "project.entry-points" and group in GROUPS)
