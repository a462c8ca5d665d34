"""The shipped knowledge and its form on disk: compact JSON, written by tools/build_knowledge."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from doctor.model.compatibility import Change, Conflict
from doctor.model.plugins import (
    Builtin,
    Builtins,
    EntryPoint,
    HookImpl,
    HookSpec,
    IniKey,
    KnownPlugin,
    Marker,
    Option,
    PluginFixture,
    Provided,
)
from doctor.resources import knowledge

PYTEST_VERSIONS = ("7.4", "8.0", "8.1", "8.2", "8.3", "8.4", "9.0", "9.1", "9.2")


def pack(provided: Provided) -> dict[str, Any]:
    """What JSON holds of it: no places, no empty lists, defaults left off at the end."""
    data: dict[str, Any] = {
        "options": [_cut([list(each.names), each.takes_value, each.nargs, each.choices]) for each in provided.options],
        "ini": [_pack_ini_key(each) for each in provided.ini],
        "markers": [each.name for each in provided.markers],
        "fixtures": [
            _cut([each.name, each.params, each.scope, each.autouse, each.is_async]) for each in provided.fixtures
        ],
        "hookspecs": [_cut([each.name, each.params, each.deprecated]) for each in provided.hookspecs],
        "hookimpls": [
            _cut([each.name, each.params, each.optional, each.specname, each.class_name]) for each in provided.hookimpls
        ],
        "plugins": list(provided.plugins),
        "computed": sorted(provided.computed),
    }
    return {key: value for key, value in data.items() if value}


def _pack_ini_key(key: IniKey) -> list[Any]:
    """Name, type, which default (0: none given, 1: this one, 2: one that only a run can tell), it, aliases."""
    given = 2 if key.default_computed else int(key.has_default)
    row = [key.name, key.type, given, key.default, key.aliases]
    ends = ((), None, 0, "string")  # what each may be left off for
    while len(row) > 1 and type(row[-1]) is type(ends[5 - len(row)]) and row[-1] == ends[5 - len(row)]:
        row.pop()
    return row


def _cut(row: list[Any]) -> list[Any]:
    """The row without empty values at its end."""
    while len(row) > 1 and row[-1] in ((), [], "", None, False, 0):
        row.pop()
    return row


def unpack(data: dict[str, Any]) -> Provided:
    """The inverse of `pack`."""
    return Provided(
        options=tuple([_option(*row) for row in data.get("options", ())]),
        ini=tuple([_ini_key(*row) for row in data.get("ini", ())]),
        markers=tuple([Marker(name) for name in data.get("markers", ())]),
        fixtures=tuple([_fixture(*row) for row in data.get("fixtures", ())]),
        hookspecs=tuple([_hookspec(*row) for row in data.get("hookspecs", ())]),
        hookimpls=tuple([_hookimpl(*row) for row in data.get("hookimpls", ())]),
        plugins=tuple(data.get("plugins", ())),
        computed=frozenset(data.get("computed", ())),
    )


def _option(names: list[str], takes_value: bool = False, nargs: str = "", choices: tuple[str, ...] = ()) -> Option:
    return Option(tuple(names), takes_value, nargs, tuple(choices))


def _ini_key(
    name: str, type: str = "string", given: int = 0, default: object = None, aliases: tuple[str, ...] = ()
) -> IniKey:
    frozen = tuple(default) if isinstance(default, list) else default
    return IniKey(name, type, frozen, given > 0, tuple(aliases), default_computed=given == 2)


def _fixture(
    name: str, params: tuple[str, ...] = (), scope: str = "", autouse: bool = False, is_async: bool = False
) -> PluginFixture:
    return PluginFixture(name, scope, autouse, is_async, tuple(params))


def _hookspec(name: str, params: tuple[str, ...] = (), deprecated: tuple[str, ...] = ()) -> HookSpec:
    return HookSpec(name, tuple(params), tuple(deprecated))


def _hookimpl(
    name: str, params: tuple[str, ...] = (), optional: bool = False, specname: str = "", class_name: str = ""
) -> HookImpl:
    return HookImpl(name, tuple(params), None, optional, specname, class_name)


def load_json(name: str) -> Any:
    return json.loads(knowledge(name).read_bytes())


def minor_of(pytest_version: str) -> str:
    """The shipped version that stands for this one: its own minor, else the nearest; "" is the newest."""
    numbers = [int(part) for part in pytest_version.split(".")[:2] if part.isdigit()]
    if not numbers:
        return PYTEST_VERSIONS[-1]
    known = [[int(part) for part in version.split(".")] for version in PYTEST_VERSIONS]
    older = [version for version in known if version <= numbers]
    return ".".join(map(str, older[-1] if older else known[0]))


@cache
def load_builtins(pytest_version: str) -> Builtins:
    """pytest's own plugins and hooks."""
    data = load_json(f"pytest-{minor_of(pytest_version)}.json")
    plugins = tuple(
        [
            Builtin(row["name"], row.get("essential", False), row.get("default", True), unpack(row))
            for row in data["plugins"]
        ]
    )
    return Builtins(data["pytest"], plugins, tuple([_hookspec(*row) for row in data["hooks"]]))


@cache
def load_plugins() -> tuple[KnownPlugin, ...]:
    """The plugins of tools/plugins.txt."""
    return tuple([_known(row) for row in _rows().values()])


@cache
def load_plugin(key: str) -> KnownPlugin | None:
    """One of them, by normalized name."""
    rows = _rows()
    return _known(rows[key]) if key in rows else None


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {row["distribution"].replace("_", "-").replace(".", "-").lower(): row for row in load_json("plugins.json")}


def _known(row: dict[str, Any]) -> KnownPlugin:
    parts = tuple([(EntryPoint(*each["entry_point"]), unpack(each)) for each in row["plugins"]])
    return KnownPlugin(
        row["distribution"],
        row["version"],
        tuple([point for point, _ in parts]),
        merged([part for _, part in parts]),
        parts,
    )


def merged(parts: list[Provided]) -> Provided:
    """What several plugins bring together."""
    if len(parts) == 1:
        return parts[0]
    return Provided(
        options=tuple([each for part in parts for each in part.options]),
        ini=tuple([each for part in parts for each in part.ini]),
        markers=tuple([each for part in parts for each in part.markers]),
        fixtures=tuple([each for part in parts for each in part.fixtures]),
        hookspecs=tuple([each for part in parts for each in part.hookspecs]),
        hookimpls=tuple([each for part in parts for each in part.hookimpls]),
        plugins=tuple([each for part in parts for each in part.plugins]),
        computed=frozenset().union(*[part.computed for part in parts]),
    )


@cache
def load_conflicts() -> tuple[Conflict, ...]:
    return tuple([Conflict(**_frozen(row)) for row in load_json("conflicts.json")])


@cache
def load_changes() -> tuple[Change, ...]:
    return tuple([Change(**_frozen(row)) for row in load_json("changes.json")])


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples, tables as pairs."""
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return {key: tuple(value.items()) if isinstance(value, dict) else value for key, value in frozen.items()}
