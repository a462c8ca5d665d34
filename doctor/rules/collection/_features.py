"""Which feature files test modules bind with pytest-bdd, and where it looks for them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import SourceFile, Sources

BASE_KEY = "bdd_features_base_dir"


class Binding(Record):
    """A path that `scenario` or `scenarios` is given, as it is written; `path` is relative to the project. `name` is
    the scenario, None for `scenarios`."""

    written: Expr
    base: str
    path: str
    name: Expr | None = None


def is_loaded(plugins: Plugins) -> bool:
    plugin = plugins.of_distribution("pytest-bdd")
    return bool(plugin and plugin.active)


def bindings(sources: Sources, ini: IniValues, config: PytestConfig) -> Iterator[Binding]:
    """Those of which all can be told, and that lie in the project."""
    for file in sources.collected:
        functions = [each for each in file.functions if not each.branch and not each.is_nested]
        decorated = [each for function in functions for each in function.decorators if each.kind == "call"]
        called = [call.expr for call in file.calls if not (call.within or call.guarded or call.branch)]
        for expr in (*decorated, *called):
            if expr.value in ("pytest_bdd.scenario", "pytest_bdd.scenarios", "pytest_bdd.scenario.scenarios"):
                yield from of_call(expr, file, ini, config)


def of_call(expr: Expr, file: SourceFile, ini: IniValues, config: PytestConfig) -> Iterator[Binding]:
    given, base = expr.keyword("features_base_dir"), base_of(file, ini, config)
    if any(name == "**" for name, _ in expr.keywords) or (given and not given.text):
        return
    if given and given.text:
        base = posixpath.normpath(given.text)
    is_one = expr.value == "pytest_bdd.scenario"
    paths = [expr.argument(0, "feature_name")] if is_one else [*expr.parts]
    for written in paths:
        path = posixpath.normpath(posixpath.join(base, written.text)) if written and written.text else ""
        if written and path and not path.startswith(("/", "..", "~")) and "\\" not in path:
            yield Binding(written, base, path, expr.argument(1, "scenario_name") if is_one else None)


def base_of(file: SourceFile, ini: IniValues, config: PytestConfig) -> str:
    """The folder that paths are relative to: of the configuration, else the one of the test file."""
    base = ini[BASE_KEY]
    if isinstance(base, str) and base:
        return posixpath.normpath(posixpath.join(config.rootdir, base))
    return posixpath.dirname(file.path)


def base_place(ini: IniValues) -> Place | None:
    found = ini.get(BASE_KEY)
    return found.place if found and found.origin != "default" and found.value else None
