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
EDITED = "pytest-doctor diagnose, a file edited before"
ENVIRONMENTS = {
    "pytest alone": ["pytest==9.2.0"],
    "with four plugins": [
        *("pytest==8.4.2", "pytest-asyncio==1.2.0", "pytest-cov==7.0.0", "pytest-xdist==3.8.0"),
        "pytest-timeout==2.4.0",
    ],
}


def main() -> int:
    options = arguments()
    parts = [HEAD.format(rounds=options.rounds)]
    for name, installed in ENVIRONMENTS.items():
        with tempfile.TemporaryDirectory() as folder:
            binaries = environment(Path(folder, "env"), installed)
            project = ten_files(Path(folder, "project"), with_asyncio=len(installed) > 1)
            parts.append(section(name, installed, table(commands(binaries), project, options.rounds)))
    text = "\n".join([*parts, machine()])
    print(text)
    if options.write:
        kept = "\n# Collection\n".join(["", *RESULTS.read_text(encoding="utf-8").split("\n# Collection\n")[1:]])
        RESULTS.write_text(text + kept, encoding="utf-8")
    return 0


def commands(binaries: Path) -> dict[str, list[object]]:
    """What is compared."""
    return {
        BASE: [binaries / "pytest", "--version"],
        "pytest-doctor diagnose": [binaries / "pytest-doctor", "diagnose"],
        EDITED: [binaries / "pytest-doctor", "diagnose"],
        "pytest-doctor config": [binaries / "pytest-doctor", "config"],
        "pytest-doctor env": [binaries / "pytest-doctor", "env"],
        "pytest-doctor --version": [binaries / "pytest-doctor", "--version"],
        "pytest --collect-only -q": [binaries / "pytest", "--collect-only", "-q"],
        "python -c pass": [binaries / "python", "-c", "pass"],
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def environment(home: Path, installed: list[str]) -> Path:
    """A virtual environment with the checkout and these distributions; its bin folder."""
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([binaries / "python", "-m", "pip", "install", "-q", str(ROOT), *installed], check=True)
    subprocess.run([binaries / "python", "-m", "compileall", "-q", str(home)], check=False, stdout=subprocess.DEVNULL)
    return binaries


def ten_files(project: Path, with_asyncio: bool) -> Path:
    """A project of ten test files with a conftest, marks, fixtures, parameters and perhaps async tests."""
    mode, keyword = ('asyncio_mode = "auto"\n', "async def") if with_asyncio else ("", "def")
    tests = project / "tests"
    tests.mkdir(parents=True)
    (project / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\ntestpaths = ["tests"]\naddopts = "-ra --strict-markers"\n'
        + mode
        + 'markers = ["slow: takes long"]\nfilterwarnings = ["error"]\n'
    )
    (tests / "conftest.py").write_text("import pytest\n\n\n@pytest.fixture\ndef number():\n    return 1\n")
    for index in range(10):
        lines = ["import pytest\n\n"]
        for case in range(10):
            lines.append(
                f'@pytest.mark.parametrize("x", [1, 2])\ndef test_sync_{case}(x, number):\n    assert x + number\n\n'
            )
            lines.append(f"@pytest.mark.slow\n{keyword} test_slow_{case}(number):\n    assert number\n\n")
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
            if name == EDITED:
                with (project / "tests" / "test_part_0.py").open("a") as stream:
                    stream.write("# edited\n")
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


HEAD = """# Results

`python benchmarks/run.py --rounds {rounds} --write`: whole processes in a project of ten test files, everything
compiled, cache warm, run in turn; medians. Ratios to `pytest --version` carry over to other machines, milliseconds do
not. `diagnose` in an unchanged project gives the report that it kept; once a file is edited it runs all rules again.
"""


def section(name: str, installed: list[str], rows: list[tuple[str, float, float, float]]) -> str:
    """The table of one environment."""
    lines = [
        f"## {name} ({', '.join(installed)})",
        "",
        "| command | ms | ratio of wall time | ratio of CPU time |",
        "| --- | ---: | ---: | ---: |",
        *(f"| `{command}` | {ms:.0f} | {wall:.2f} | {cpu:.2f} |" for command, ms, wall, cpu in rows),
        "",
    ]
    return "\n".join(lines)


def machine() -> str:
    """The machine's description."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"Machine: {system}, Python {platform.python_version()}.\n"


if __name__ == "__main__":
    sys.exit(main())
