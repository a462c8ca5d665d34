#!/usr/bin/env python3
"""What the commands cost beside `pytest --version`, as ratios of whole processes measured side by side.

    python benchmarks/run.py [--rounds 21] [--write]

Makes a virtual environment with the checkout and pytest in it, a project of ten test files, compiles everything,
warms the cache, and then runs the commands in turn, round by round; the ratio of each round is taken before the
median, so that a slow machine is slow for both. `--write` keeps the table in benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
BASE = "pytest --version"
PLUGINS = [
    "pytest==8.4.2",
    "pytest-asyncio==1.2.0",
    "pytest-cov==7.0.0",
    "pytest-xdist==3.8.0",
    "pytest-timeout==2.4.0",
]


def main() -> int:
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        binaries = environment(home / "env")
        project = ten_files(home / "project")
        commands = {
            BASE: [binaries / "pytest", "--version"],
            "pytest-doctor diagnose": [binaries / "pytest-doctor", "diagnose"],
            "pytest-doctor config": [binaries / "pytest-doctor", "config"],
            "pytest-doctor env": [binaries / "pytest-doctor", "env"],
            "pytest --collect-only": [binaries / "pytest", "--collect-only", "-q"],
            "python -c pass": [binaries / "python", "-c", "pass"],
        }
        rows = table(commands, project, options.rounds)
    text = report(rows, options.rounds)
    print(text)
    if options.write:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def environment(home: Path) -> Path:
    """A virtual environment with the checkout, pytest and some plugins; its bin folder."""
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([binaries / "python", "-m", "pip", "install", "-q", str(ROOT), *PLUGINS], check=True)
    subprocess.run([binaries / "python", "-m", "compileall", "-q", str(home)], check=False, stdout=subprocess.DEVNULL)
    return binaries


def ten_files(project: Path) -> Path:
    """A project of ten test files with a conftest, marks, fixtures and async tests."""
    tests = project / "tests"
    tests.mkdir(parents=True)
    (project / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\ntestpaths = ["tests"]\naddopts = "-ra --strict-markers"\nasyncio_mode = "auto"\n'
        'markers = ["slow: takes long"]\nfilterwarnings = ["error"]\n'
    )
    (tests / "conftest.py").write_text("import pytest\n\n\n@pytest.fixture\ndef number():\n    return 1\n")
    for index in range(10):
        lines = ["import pytest\n\n"]
        for case in range(10):
            lines.append(
                f'@pytest.mark.parametrize("x", [1, 2])\ndef test_sync_{case}(x, number):\n    assert x + number\n\n'
            )
            lines.append(f"@pytest.mark.slow\nasync def test_async_{case}(number):\n    assert number\n\n")
        (tests / f"test_part_{index}.py").write_text("\n".join(lines))
    return project


def table(commands: dict[str, list[object]], project: Path, rounds: int) -> list[tuple[str, float, float, float]]:
    """(command, median ms, median ratio to BASE, median ratio of CPU time) of each."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["XDG_CACHE_HOME"] = str(project.parent / "cache")
    for _ in range(2):
        for command in commands.values():
            run(command, project, env)
    wall: dict[str, list[float]] = {name: [] for name in commands}
    cpu: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seconds, used = run(command, project, env)
            wall[name].append(seconds)
            cpu[name].append(used)

    def ratio(series: dict[str, list[float]], name: str) -> float:
        return statistics.median(one / base for one, base in zip(series[name], series[BASE], strict=True))

    return [(name, 1000 * statistics.median(wall[name]), ratio(wall, name), ratio(cpu, name)) for name in commands]


def run(command: list[object], project: Path, env: dict[str, str]) -> tuple[float, float]:
    """Wall and CPU seconds of one process."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run([str(word) for word in command], cwd=project, env=env, capture_output=True, check=False)
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode:
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stdout.decode()}{done.stderr.decode()}")
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def report(rows: list[tuple[str, float, float, float]], rounds: int) -> str:
    """The table with the machine's description."""
    lines = [
        "# Results",
        "",
        f"`python benchmarks/run.py --rounds {rounds} --write`: whole processes in a project of ten test files,",
        "everything compiled, cache warm, run in turn; medians. Ratios carry over to other machines, milliseconds not.",
        "",
        "| command | ms | ratio of wall time | ratio of CPU time |",
        "| --- | ---: | ---: | ---: |",
        *(f"| `{name}` | {ms:.0f} | {wall:.2f} | {cpu:.2f} |" for name, ms, wall, cpu in rows),
        "",
        f"Machine: {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}. Environment: {', '.join(PLUGINS)}.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
