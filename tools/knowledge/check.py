"""Compares what the reader says of each plugin with what a real pytest says that has loaded just this one."""

from __future__ import annotations

import json
import os
import shutil
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
UNDECLARED = ("setuptools<81", "py", "twisted")  # what some of them import and do not require
INTROSPECT = Path(__file__).with_name("introspect.py")


class Figures:
    """How often reader and pytest agree: by kind, names that both have, that only pytest has, that only we have."""

    def __init__(self) -> None:
        self.totals = {kind: [0, 0, 0] for kind in KINDS}
        self.compared: list[str] = []
        self.unable: list[str] = []
        self.differences: list[str] = []

    def add(self, pin: str, ours: Mapping[str, set[str]], real: Mapping[str, set[str]]) -> None:
        self.compared.append(pin)
        for kind in KINDS:
            missed, extra = real[kind] - ours[kind], ours[kind] - real[kind]
            for index, found in enumerate((ours[kind] & real[kind], missed, extra)):
                self.totals[kind][index] += len(found)
            if missed or extra:
                self.differences.append(f"{pin} {kind}: missed {sorted(missed)}, extra {sorted(extra)}")

    def recall(self, kind: str) -> float:
        hit, missed, _ = self.totals[kind]
        return hit / max(hit + missed, 1)

    def precision(self, kind: str) -> float:
        hit, _, extra = self.totals[kind]
        return hit / max(hit + extra, 1)

    def text(self) -> str:
        head = f"{len(self.compared)} distributions compared on pytest {PYTEST}; unable: {', '.join(self.unable)}"
        rows = [
            f"{kind:9} {sum(self.totals[kind][:2]):5}  recall {self.recall(kind):.3f}"
            f"  precision {self.precision(kind):.3f}"
            for kind in KINDS
        ]
        return "\n".join([*self.differences, "", head, *rows])


def main(cache: Path) -> int:
    """Prints the figures of all pins, which live in one environment; 1 if they are worse than they should be."""
    found = figures(environment(cache / "check", pins()), pins(), cache)
    print(found.text())
    return 0 if all(min(found.recall(kind), found.precision(kind)) >= 0.9 for kind in KINDS) else 1


def figures(python: Path, wanted: Iterable[str], cache: Path) -> Figures:
    found = Figures()
    for pin in wanted:
        folder = unpacked(pin, cache)
        points = entry_points(folder)
        companions = COMPANIONS.get(pin.partition("==")[0], [])
        real = ask(python, [*companions, *[point.name for point in points]])
        if not real or not points:
            found.unable.append(pin)
            continue
        others = ask(python, companions) if companions else {}
        ours = names_of(read_entry_point(point, folder) for point in points)
        found.add(pin, without_core(ours, others), without_core(real, others))
    return found


def environment(folder: Path, wanted: Iterable[str]) -> Path:
    """The interpreter of a virtual environment with these, made once."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        requirements = [*wanted, f"pytest=={PYTEST}", *UNDECLARED]
        uv = shutil.which("uv")
        command = [uv, "pip", "install", "-p", str(python)] if uv else [str(python), "-m", "pip", "install"]
        subprocess.run([*command, "--quiet", *requirements], check=True)
    return python


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
