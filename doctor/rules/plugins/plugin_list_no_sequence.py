"""`pytest_plugins` is neither a list nor a text.

## Why

pytest takes names of plugins as a sequence (a list or tuple), or as one text with commas. A set, or a dict, makes it
stop with `Plugins may be specified as a sequence or a ','-separated string of plugin names`.

See https://docs.pytest.org/en/stable/reference/reference.html#globalvar-pytest_plugins.

## Instead

`pytest_plugins = ["tests.fixtures.db"]`.

## Fix safety

The same names are written as a list, which is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, Sources
from doctor.rules.cures import literal
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file in loaded(sources, config, surely=True):
        value = file.value("pytest_plugins")
        if value and (value.kind in ("set", "dict") or (value.kind == "comprehension" and value.value != "list")):
            yield problem(value)


def problem(value: Expr) -> Problem:
    kind = value.kind if value.kind != "comprehension" else str(value.value)
    return Problem(
        place=value.place,
        message=f"pytest_plugins is a {kind}, and pytest wants a list, a tuple or a text",
        label=f"a {kind}",
        consequence="pytest stops: Plugins may be specified as a sequence or a ','-separated string of plugin names",
        help="write pytest_plugins = [...], a list",
        fix=fix(value),
    )


def fix(value: Expr) -> Fix | None:
    names = [part.text for part in value.parts]
    if value.kind != "set" or None in names:
        return None
    text = ", ".join(literal(name or "") for name in names)
    return Fix("write a list", (Replace(value.place, f"[{text}]"),), safe=True)
