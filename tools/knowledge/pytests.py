"""doctor/knowledge/pytest-<minor>.json: what pytest itself provides, read from its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from doctor.knowledge.extract import extract, extract_object, read_specs
from doctor.knowledge.modules import Folders
from doctor.knowledge.store import pack
from doctor.model.plugins import IniKey, PluginFixture, Provided
from doctor.resources import knowledge
from tools.knowledge.fetch import unpacked

PINS = ("7.4.4", "8.0.2", "8.1.2", "8.2.2", "8.3.5", "8.4.2", "9.0.3", "9.1.1", "9.2.0")


def build(cache: Path) -> None:
    for version in PINS:
        minor = version.rpartition(".")[0]
        path = knowledge(f"pytest-{minor}.json")
        path.write_text(text(read_pytest(unpacked(f"pytest=={version}", cache), version)), encoding="utf-8")


def text(data: dict[str, Any]) -> str:
    """JSON with a plugin or a hook on each line, so that differences can be read."""
    line = _compact
    plugins = ",\n".join(line(row) for row in data["plugins"])
    hooks = ",\n".join(line(row) for row in data["hooks"])
    return f'{{"pytest":{line(data["pytest"])},\n"plugins":[\n{plugins}\n],\n"hooks":[\n{hooks}\n]}}\n'


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def read_pytest(folder: Path, version: str) -> dict[str, Any]:
    """The builtin plugins by name, and the hooks, of the pytest whose source lies in this folder."""
    resolve = Folders((str(folder),), frozenset({"_pytest"}))
    names, default, essential = plugin_names(resolve)
    rows = []
    for name in names:
        module = resolve(f"_pytest.{name}")
        if module is None:
            raise SystemExit(f"pytest {version} has no module for its plugin {name}")
        provided = extract([(module, "")], resolve)
        rows.append(_row(name, provided, name in essential, name in default, version))
    rows += [_row(name, provided, True, True, version) for name, provided in _objects(resolve)]
    hooks = [[spec.name, spec.params, spec.deprecated] for spec in read_specs(resolve("_pytest.hookspec"), resolve)]
    return {"pytest": version, "plugins": rows, "hooks": hooks}


def plugin_names(resolve: Folders) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    """All builtin plugins in order, those that are loaded by default, those that cannot be blocked."""
    from doctor.knowledge.interpret import Interpreter

    scope = Interpreter(resolve).module("_pytest.config")
    assert scope
    default, essential = scope.names["default_plugins"], scope.names["essential_plugins"]
    builtin = [*default, "pytester", "pytester_assertions", *_found(scope.names["builtin_plugins"])]
    return list(dict.fromkeys(builtin)), default, essential


def _found(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, (list, tuple)) else []


def _objects(resolve: Folders) -> list[tuple[str, Provided]]:
    """The plugin manager and the config, which register themselves as plugins."""
    module = resolve("_pytest.config")
    assert module
    return [
        ("pytestmanager", extract_object(module, "PytestPluginManager", (), resolve)),
        ("pytestconfig", extract_object(module, "Config", ("parse", "_initini", "_preparse"), resolve)),
    ]


def _row(name: str, provided: Provided, essential: bool, default: bool, version: str) -> dict[str, Any]:
    ini = tuple(with_default(key, version) for key in provided.ini)
    fixtures = provided.fixtures
    if name == "fixtures":  # not a definition of its own in pytest's source, but every test can ask for it
        fixtures += (PluginFixture("request"),)
    row = {
        "name": name,
        "essential": essential,
        "default": default,
        **pack(provided.replace(ini=ini, fixtures=fixtures)),
    }
    if not essential:
        del row["essential"]
    if default:
        del row["default"]
    if name == "terminal":
        row.pop("plugins", None)  # terminalprogress, where output goes to some kinds of terminal
    row.pop("computed", None)  # a helper of pytest's own that passes names on
    return row


def with_default(key: IniKey, version: str) -> IniKey:
    """The key with the default that `getini` returns on this version where `addini` got none."""
    lists = ("paths", "pathlist", "args", "linelist")
    implied = {"bool": False, "int": 0, "float": 0.0, **dict.fromkeys(lists, ())}.get(key.type, "")
    if version.startswith("7."):  # there None means "no default", and all types but text are empty lists
        given = key.has_default and (key.default is not None or key.default_computed)
        implied = "" if key.type == "string" else ()
    else:
        given = key.has_default
    return key if given else key.replace(default=implied, has_default=True)
