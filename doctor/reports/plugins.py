"""Plugins as text, and as JSON. Schema 1; keys are only added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from doctor.model.environment import Distributions, normalized
from doctor.model.plugins import EntryPoint, Kind, KnownPlugin, Plugin, Plugins, Provided
from doctor.model.record import Record
from doctor.reports.style import Style


class Listing(Record):
    """What is listed: the plugins of the call, and known ones that may not be installed."""

    plugins: Plugins
    distributions: Distributions
    known: tuple[KnownPlugin, ...] = ()


class Row(Record):
    """All plugins of a distribution. `reasons` say why those that are not active are not.

    `expected` is whether it is installed, or locked or declared where nothing is known of what is installed.
    """

    distribution: str
    version: str
    installed: bool
    expected: bool
    active: bool
    reasons: tuple[str, ...]
    entry_points: tuple[EntryPoint, ...]
    provided: tuple[Provided, ...]


def rows(listing: Listing) -> list[Row]:
    """One row a distribution: of those that are there, as they are; of the others, as they are known."""
    by_name: dict[str, list[Plugin]] = {}
    for plugin in listing.plugins:
        if plugin.kind is Kind.INSTALLED:
            by_name.setdefault(plugin.distribution, []).append(plugin)
    found = [_expected(name, plugins, listing.distributions) for name, plugins in by_name.items()]
    there = {normalized(name) for name in by_name}
    found += [
        Row(each.distribution, each.version, False, False, False, (), each.entry_points, (each.provided,))
        for each in listing.known
        if normalized(each.distribution) not in there
    ]
    return sorted(found, key=lambda row: normalized(row.distribution))


def _expected(name: str, plugins: list[Plugin], distributions: Distributions) -> Row:
    distribution = distributions.get(name)
    return Row(
        name,
        plugins[0].version,
        bool(distribution and distribution.path),
        True,
        any(plugin.active for plugin in plugins),
        tuple(dict.fromkeys(_reason(plugin) for plugin in plugins if not plugin.active)),
        tuple(EntryPoint(plugin.name, plugin.module) for plugin in plugins),
        tuple(plugin.provided for plugin in plugins),
    )


def _reason(plugin: Plugin) -> str:
    if not plugin.flag:
        return plugin.reason
    place = plugin.flag.place
    return f"{plugin.reason} ({place if place.is_file else plugin.flag.source.value})"


def as_json(listing: Listing) -> str:
    """The listing for programs."""
    from json import dumps

    local = [_local(plugin) for plugin in listing.plugins if plugin.kind not in (Kind.INSTALLED, Kind.BUILTIN)]
    builtin = [_local(plugin) for plugin in listing.plugins if plugin.kind is Kind.BUILTIN]
    data = {
        "schema": 1,
        "complete": listing.plugins.complete,
        "plugins": [_plain(row) for row in rows(listing)],
        "local": local,
        "builtin": builtin,
    }
    return dumps(data, indent=2, ensure_ascii=True) + "\n"


def _plain(row: Row) -> dict[str, Any]:
    return {
        "distribution": row.distribution,
        "version": row.version,
        "installed": row.installed,
        "active": row.active,
        "reasons": list(row.reasons),
        "entry_points": [{"name": point.name, "module": point.module} for point in row.entry_points],
        **_contents(row.provided),
    }


def _local(plugin: Plugin) -> dict[str, Any]:
    head = {"name": plugin.name, "kind": plugin.kind.value, "file": plugin.file, "active": plugin.active}
    return {**head, "initial": plugin.initial, "reason": _reason(plugin), **_contents((plugin.provided,))}


def _contents(provided: Iterable[Provided]) -> dict[str, Any]:
    parts = tuple(provided)
    return {
        "options": [
            {"names": list(option.names), "takes_value": option.takes_value}
            for part in parts
            for option in part.options
        ],
        "ini": [{"name": key.name, "type": key.type} for part in parts for key in part.ini],
        "markers": [marker.name for part in parts for marker in part.markers],
        "fixtures": [fixture.name for part in parts for fixture in part.fixtures],
        "hooks": [spec.name for part in parts for spec in part.hookspecs],
        "computed": sorted({kind for part in parts for kind in part.computed}),
    }


def as_text(listing: Listing, style: Style) -> str:
    """The listing for people."""
    found = rows(listing)
    source = "" if listing.distributions.source == "site-packages" else f" (from {listing.distributions.source})"
    parts = [
        _table(f"active{source}", [row for row in found if row.active], style),
        _table(f"not active{source}", [row for row in found if row.expected and not row.active], style),
        _table("known, not installed", [row for row in found if not row.expected], style),
        _local_table(listing.plugins, style),
    ]
    text = "\n".join("\n".join(part) + "\n" for part in parts if part)
    return text or "no plugins\n"


def _table(title: str, found: list[Row], style: Style) -> list[str]:
    if not found:
        return []
    names = [f"{row.distribution} {row.version}".rstrip() for row in found]
    width = max(map(len, names))
    lines = [style.paint(title, "bold")]
    for row, name in zip(found, names, strict=True):
        points = ", ".join(point.name for point in row.entry_points)
        lines.append(f"  {name.ljust(width)}  {points}: {_counted(row.provided)}".rstrip(": "))
        if row.expected:
            lines += [f"  {' ' * width}  {style.paint(reason, 'warning')}" for reason in row.reasons]
    return lines


def _local_table(plugins: Plugins, style: Style) -> list[str]:
    local = [plugin for plugin in plugins if plugin.kind not in (Kind.INSTALLED, Kind.BUILTIN)]
    blocked = [plugin for plugin in plugins if plugin.kind is Kind.BUILTIN and plugin.flag]
    lines = [*_local_lines(local, style), *[f"  {plugin.name}  {_reason(plugin)}" for plugin in blocked]]
    return [style.paint("of the project and of pytest", "bold"), *lines] if lines else []


def _local_lines(plugins: list[Plugin], style: Style) -> Iterator[str]:
    width = max((len(plugin.name) for plugin in plugins), default=0)
    for plugin in plugins:
        state = "" if plugin.active else style.paint(_reason(plugin), "warning")
        late = "loaded when its folder is collected" if plugin.active and not plugin.initial else ""
        told = "; ".join(part for part in (_counted((plugin.provided,)), late, state) if part)
        yield f"  {plugin.name.ljust(width)}  {told}".rstrip()


def _counted(provided: Iterable[Provided]) -> str:
    """ "2 options, 1 marker"."""
    parts = tuple(provided)
    counts = [
        (sum(len(part.options) for part in parts), "option", "options"),
        (sum(len(part.ini) for part in parts), "configuration key", "configuration keys"),
        (sum(len(part.markers) for part in parts), "marker", "markers"),
        (sum(len(part.fixtures) for part in parts), "fixture", "fixtures"),
        (sum(len(part.hookspecs) for part in parts), "new hook", "new hooks"),
    ]
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
