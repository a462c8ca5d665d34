"""Compares what the reader says of each plugin with what a real pytest says that has loaded just this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from doctor.knowledge.store import load_builtins
from doctor.model.plugins import Provided
from tools.knowledge.distributions import entry_points, pins, read_entry_point
from tools.knowledge.fetch import unpacked

PYTEST = "9.2.0"
KINDS = ("options", "ini", "markers", "fixtures")
# Plugins that call hooks of others, or read their options, when they start.
COMPANIONS = {"pytest-html": ["metadata"], "pytest-json-report": ["metadata"], "pytest-playwright": ["base_url"]} | {
    "pytest-aiohttp": ["asyncio"],
    "pytest-regressions": ["pytest-datadir"],
}
INTROSPECT = Path(__file__).with_name("introspect.py")


def main(cache: Path) -> int:
    """Installs all plugins in one environment, each with its dependencies as far as they agree; prints the figures."""
    python = environment(cache / "check", pins())
    totals = {kind: [0, 0, 0] for kind in KINDS}
    done, failed = 0, []
    for pin in pins():
        folder = unpacked(pin, cache)
        points = entry_points(folder)
        names = [point.name for point in points]
        real = ask(python, [*COMPANIONS.get(pin.partition("==")[0], []), *names])
        if not real or not points:
            failed.append(pin)
            continue
        done += 1
        ours = [read_entry_point(point, folder) for point in points]
        companions = COMPANIONS.get(pin.partition("==")[0], [])
        others = ask(python, companions) if companions else {}
        compare(pin, without_core(names_of(ours), others), without_core(real, others), totals)
    report(totals, done, failed)
    return 0 if all(hit >= 0.95 * (hit + missed + extra) for hit, missed, extra in totals.values()) else 1


def environment(folder: Path, wanted: Iterable[str]) -> Path:
    """A virtual environment with these; what cannot be installed is left out."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install(python, [f"pytest=={PYTEST}"])
        for pin in wanted:
            install(python, [pin, f"pytest=={PYTEST}"])
    return python


def install(python: Path, requirements: list[str]) -> None:
    """Installs, with dependencies where they agree with the pins, else without."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, *requirements], check=False, capture_output=True).returncode:
        subprocess.run([*pip, "--no-deps", *requirements], check=False, capture_output=True)


def ask(python: Path, names: list[str]) -> dict[str, Any]:
    """What pytest has with these plugins, {} if it does not start."""
    variables = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "DJANGO_SETTINGS_MODULE": ""}
    flags = [word for name in names for word in ("-p", name)]
    run = subprocess.run(
        [str(python), str(INTROSPECT), *flags], capture_output=True, text=True, env=variables, cwd="/", check=False
    )
    try:
        return dict(json.loads(run.stdout.splitlines()[-1]))
    except (IndexError, ValueError):
        return {}


def without_core(found: Mapping[str, Any], others: dict[str, Any]) -> dict[str, set[str]]:
    """What is neither pytest's own nor a companion's."""
    core = names_of([plugin.provided for plugin in load_builtins(PYTEST).plugins])
    return {kind: set(found[kind]) - core[kind] - set(others.get(kind, ())) for kind in KINDS}


def names_of(provided: Iterable[Provided]) -> dict[str, set[str]]:
    parts = list(provided)
    return {
        "options": {name for part in parts for option in part.options for name in option.names},
        "ini": {key.name for part in parts for key in part.ini},
        "markers": {marker.name for part in parts for marker in part.markers},
        "fixtures": {fixture.name for part in parts for fixture in part.fixtures},
    }


def compare(pin: str, ours: dict[str, set[str]], real: dict[str, set[str]], totals: dict[str, list[int]]) -> None:
    for kind in KINDS:
        missed, extra = real[kind] - ours[kind], ours[kind] - real[kind]
        for index, found in enumerate((ours[kind] & real[kind], missed, extra)):
            totals[kind][index] += len(found)
        if missed or extra:
            print(f"{pin} {kind}: missed {sorted(missed)}, extra {sorted(extra)}")


def report(totals: dict[str, list[int]], done: int, failed: list[str]) -> None:
    print(f"\n{done} distributions compared on pytest {PYTEST}; not: {', '.join(failed)}")
    for kind, (hit, missed, extra) in totals.items():
        recall, precision = hit / max(hit + missed, 1), hit / max(hit + extra, 1)
        print(f"{kind:9} {hit + missed:5}  recall {recall:.3f}  precision {precision:.3f}")
