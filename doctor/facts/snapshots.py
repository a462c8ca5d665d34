"""The facts of another machine, from a snapshot that `pytest-doctor env --format json` wrote there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.model.environment import (
    Ci,
    Container,
    Distribution,
    Distributions,
    Interpreter,
    Limits,
    Network,
    Variables,
    normalized,
)
from doctor.model.plugins import EntryPoint
from doctor.model.record import Record

LARGEST = 16_000_000  # bytes


def read_snapshot(file: str) -> dict[str, Any]:
    """The snapshot in a file. UsageError when it is none."""
    try:
        path = Path(file)
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{file} is larger than {LARGEST // 1_000_000} MB, so it is no snapshot")
        data = json.loads(path.read_bytes())
    except OSError as fault:
        raise UsageError(f"{file} cannot be read: {fault.strerror}") from fault
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"{file} is no JSON ({fault}); write it with `pytest-doctor env --format json`") from fault
    if not isinstance(data, dict) or data.get("schema") != 1 or not isinstance(data.get("distributions"), dict):
        raise UsageError(f"{file} is no snapshot; write one with `pytest-doctor env --format json --output {file}`")
    return data


def facts_there(snapshot: Mapping[str, Any]) -> dict[str, Record]:
    """The facts of interpreter, distributions and machine. Its folders are not here: imports are not judged."""
    container = _record(Container, _table(snapshot, "container"))
    return {
        "interpreter": Interpreter(None, _text(snapshot, "python"), "snapshot"),
        "distributions": _distributions(snapshot),
        "variables": Variables({name: str(value) for name, value in _table(snapshot, "variables").items()}),
        "container": container.replace(limits=_record(Limits, _table(snapshot, "limits"))),
        "network": _record(Network, _table(snapshot, "network")),
        "ci": _record(Ci, _table(snapshot, "ci")),
    }


def _distributions(snapshot: Mapping[str, Any]) -> Distributions:
    points = {
        str(row.get("distribution")): tuple(_entry_points(row.get("entry_points")))
        for row in _rows(snapshot.get("plugins"))
    }
    items = {
        normalized(name): Distribution(name, normalized(name), str(version), entry_points=points.get(name, ()))
        for name, version in _table(snapshot, "distributions").items()
    }
    return Distributions(items, snapshot.get("distributions_complete") is not False, "snapshot")


def _entry_points(rows: object) -> list[EntryPoint]:
    return [EntryPoint(str(row.get("name")), str(row.get("module"))) for row in _rows(rows)]


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _table(snapshot: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = snapshot.get(name)
    return value if isinstance(value, dict) else {}


def _text(snapshot: Mapping[str, Any], name: str) -> str | None:
    value = snapshot.get(name)
    return value if isinstance(value, str) else None


def _record(noun: Any, table: dict[str, Any]) -> Any:
    """A record of the fields that it knows and whose values are of the kind of their defaults."""
    default = noun()
    fields = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in table.items()
        if name in noun.record_fields and _fits(value, getattr(default, name))
    }
    return noun(**fields)


def _fits(value: object, default: object) -> bool:
    if isinstance(default, bool):
        return isinstance(value, bool)
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if isinstance(default, str):
        return isinstance(value, str)
    return value is None or (isinstance(value, (int, float, str)) and not isinstance(value, bool))
