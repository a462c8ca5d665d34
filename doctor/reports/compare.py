"""Two snapshots of `env` side by side: what differs, and which rules speak on one side only. Schema 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from doctor.model.findings import Finding
from doctor.model.record import Record
from doctor.reports.quote import clean
from doctor.reports.style import Style

SECTIONS = {
    "interpreter": ("python", "platform.system", "platform.machine", "interpreter.found_by"),
    "network": (
        *("network.loopback", "network.default_route", "network.localhost_resolves", "network.sockets_allowed"),
    ),
    "container": ("container.kind", "container.engine"),
    "limits": (
        *("limits.memory", "limits.cpu_quota", "limits.cpus_affinity", "limits.cpus_host", "limits.memory_host"),
    ),
    "ci": ("ci.provider",),
}


class Difference(Record):
    """One thing that differs; None is "not there"."""

    section: str
    name: str
    left: Any
    right: Any


class Comparison(Record):
    """Two snapshots: their names, what differs, and the findings of each side that the other does not have."""

    names: tuple[str, str]
    differences: tuple[Difference, ...]
    only_left: tuple[Finding, ...] = ()
    only_right: tuple[Finding, ...] = ()


def differences(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[Difference, ...]:
    """All that differs, in the order in which it decides how tests run."""
    return tuple(
        each
        for part in (
            _paths("interpreter", left, right),
            _pairs("pytest", {"pytest": left.get("pytest")}, {"pytest": right.get("pytest")}),
            _pairs("plugins", _plugins(left), _plugins(right)),
            _pairs("configuration", _configuration(left), _configuration(right)),
            _pairs("variables", left.get("variables"), right.get("variables")),
            *(_paths(section, left, right) for section in ("container", "limits", "network", "ci")),
            _pairs("distributions", _others(left), _others(right)),
        )
        for each in part
    )


def _paths(section: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> Iterator[Difference]:
    for path in SECTIONS[section]:
        one, other = _at(left, path), _at(right, path)
        if one != other:
            yield Difference(section, path.rpartition(".")[2].replace("_", " "), one, other)


def _at(data: Any, path: str) -> Any:
    for part in path.split("."):
        data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _pairs(section: str, left: Any, right: Any) -> Iterator[Difference]:
    one, other = (side if isinstance(side, Mapping) else {} for side in (left, right))
    for name in sorted({*one, *other}):
        if one.get(name) != other.get(name):
            yield Difference(section, name, one.get(name), other.get(name))


def _plugins(side: Mapping[str, Any]) -> dict[str, Any]:
    rows = side.get("plugins")
    found = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return {str(row.get("distribution")): row.get("version") for row in found}


def _others(side: Mapping[str, Any]) -> dict[str, Any]:
    """Distributions that are neither plugins nor pytest."""
    rows = side.get("distributions")
    known = {*_plugins(side), "pytest"}
    return {name: version for name, version in rows.items() if name not in known} if isinstance(rows, Mapping) else {}


def _configuration(side: Mapping[str, Any]) -> dict[str, Any]:
    found = side.get("configuration")
    if not isinstance(found, Mapping):
        return {}
    options = found.get("options")
    return {"configfile": found.get("configfile"), **(options if isinstance(options, Mapping) else {})}


def as_text(found: Comparison, style: Style) -> str:
    """For people: a line a difference, then what it will do."""
    blocks = [*_table(found, style), *_sides(found, style)]
    return "\n\n".join(blocks) + "\n" if blocks else "nothing differs\n"


def _table(found: Comparison, style: Style) -> Iterator[str]:
    if not found.differences:
        return
    rows = [(each.section, each.name, _shown(each.left), _shown(each.right)) for each in found.differences]
    heads = ("", "", *(clean(name) for name in found.names))
    widths = [min(max(len(row[column]) for row in (*rows, heads)), 44) for column in range(3)]
    lines, section = [style.paint(_row(heads, widths), "bold")], ""
    for row in rows:
        first = "" if row[0] == section else row[0]
        section = row[0]
        lines.append(_row((first, *row[1:]), widths))
    yield "\n".join(lines)


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)), cells[-1]]).rstrip()


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and value >= 1 << 20:
        return f"{value / (1 << 20):,.0f} MiB"
    if isinstance(value, list):
        return clean(" ".join(str(item) for item in value)) or "[]"
    return clean(str(value)) or "''"


def _sides(found: Comparison, style: Style) -> Iterator[str]:
    for name, findings in zip(found.names, (found.only_left, found.only_right), strict=True):
        if findings:
            head = style.paint(f"only with {clean(name)}", "bold")
            yield "\n".join([head, *(_finding(each, style) for each in findings)])


def _finding(finding: Finding, style: Style) -> str:
    word, problem = finding.severity.word, finding.problem
    text = f"  {style.paint(f'{word}[{finding.rule}]', word)} {clean(str(problem.place))}: {clean(problem.message)}"
    return text + (f"\n    = {clean(problem.consequence)}" if problem.consequence else "")


def as_json(found: Comparison) -> str:
    """For programs."""
    from json import dumps

    data = {
        "schema": 1,
        "names": list(found.names),
        "differences": [
            {"section": each.section, "name": each.name, "left": each.left, "right": each.right}
            for each in found.differences
        ],
        "only_left": list(_documents(found.only_left)),
        "only_right": list(_documents(found.only_right)),
    }
    return dumps(data, indent=2, ensure_ascii=True) + "\n"


def _documents(findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    for each in findings:
        place, problem = each.problem.place, each.problem
        head = {"rule": each.rule, "severity": each.severity.word, "message": problem.message}
        yield {**head, "file": place.file, "line": place.line, "consequence": problem.consequence, "help": problem.help}
