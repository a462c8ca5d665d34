#!/usr/bin/env python3
"""What the guard costs a test, and what it takes of memory, beside pytest alone and two other plugins.

    python benchmarks/guard/run.py [--rounds 5] [--suite NAME=PYTHON=FOLDER] [--write]

Makes virtual environments and 10,000 tests that do nothing, and runs them with each variant in turn, round by round;
the difference and the ratio of each round are taken before the median. Then fewer tests beside pytest-memray and
pytest-monitor, which take longer. Then the collection of each real suite that is named, by the Python of its
environment and the folder of its tests. `--write` keeps the section in benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "guard" / "pytest_guard"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
HEADING = "# Guard"
BASE = "pytest alone"
ON = "--guard-memory-limit-mb=8000"
RECORD = "--guard-record={folder}/record.sqlite"


class Comparison(NamedTuple):
    """Variant → its arguments, in an environment, on so many files of a hundred tests."""

    requires: tuple[str, ...]
    files: int
    variants: dict[str, list[str]]


LATEST = ("pytest==9.2.0", "psutil==7.1.3")
COMPARISONS = (
    Comparison(
        LATEST,
        100,
        {
            BASE: ["-p", "no:guard"],
            "guard, nothing switched on": [],
            "memory": [ON],
            "memory, gc as it is while collecting": [ON, "--guard-collection-gc=on"],
            "memory and record": [ON, RECORD],
            "leaks": ["--guard-leaks=report"],
            "memory, record and leaks": [ON, RECORD, "--guard-leaks=report"],
        },
    ),
    Comparison(
        (*LATEST, "pytest-memray==1.11.0"),
        5,
        {BASE: ["-p", "no:guard"], "memory": [ON], "pytest-memray, `--memray`": ["-p", "no:guard", "--memray"]},
    ),
    Comparison(
        ("pytest==8.4.2", "psutil==7.1.3", "pytest-monitor==1.6.6"),
        5,
        {
            BASE: ["-p", "no:guard", "-p", "no:monitor"],
            "memory": ["-p", "no:monitor", ON],
            "pytest-monitor": ["-p", "no:guard", "--db={folder}/monitor.sqlite"],
        },
    ),
)
EACH = 100


class Cost(NamedTuple):
    """Seconds on the clock and of the processor, megabytes at the highest."""

    seconds: float
    cpu: float
    megabytes: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--suite", action="append", default=[], help="NAME=PYTHON=FOLDER of a real suite's tests")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = [HEAD.format(rounds=options.rounds)]
        for number, comparison in enumerate(COMPARISONS):
            parts += compared(comparison, Path(folder, str(number)), options.rounds)
        for each in options.suite:
            parts += collected(*each.split("="), rounds=max(2, options.rounds // 2))
    text = "\n".join([*parts, NOTES])
    print(text)
    if options.write:
        before, _, after = RESULTS.read_text(encoding="utf-8").partition(f"\n{HEADING}\n")
        following = "".join(after.partition("\n# ")[1:])
        RESULTS.write_text("\n\n".join([before.rstrip("\n"), text]) + following, encoding="utf-8")
    return 0


def compared(comparison: Comparison, home: Path, rounds: int) -> Iterator[str]:
    """The table of one environment."""
    home.mkdir()
    python, variants = environment(home / "env", comparison.requires), comparison.variants
    many = measured(python, suite(home / "many", comparison.files, EACH), variants, rounds)
    one = measured(python, suite(home / "one", 1, 1), variants, rounds * 2)
    tests = comparison.files * EACH
    yield from table(f"{tests:,} tests that do nothing ({', '.join(comparison.requires)})", tests, many, one)


def suite(home: Path, files: int, each: int) -> Path:
    home.mkdir()
    (home / "pytest.ini").write_text("[pytest]\naddopts = -q -p no:cacheprovider\n", encoding="utf-8")
    for number in range(files):
        text = "".join(f"def test_{index}():\n    pass\n\n\n" for index in range(each))
        (home / f"test_{number:03}.py").write_text(text, encoding="utf-8")
    return home


def environment(home: Path, requires: tuple[str, ...]) -> Path:
    """The Python of a compiled environment with the guard of this checkout."""
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", *requires, str(ROOT / "guard")], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(home)], check=False, stdout=subprocess.DEVNULL)
    return python


def measured(python: Path, project: Path, variants: dict[str, list[str]], rounds: int) -> dict[str, list[Cost]]:
    """Variant → its cost in each round; each has run once before, so that what is compiled is there."""
    costs: dict[str, list[Cost]] = {name: [] for name in variants}
    for number in range(rounds + 1):
        for name, args in variants.items():
            with tempfile.TemporaryDirectory() as folder:
                cost = run([str(python), "-m", "pytest", *(each.format(folder=folder) for each in args)], project)
            if number:
                costs[name].append(cost)
    return costs


def run(words: list[str], project: Path, **more: str) -> Cost:
    """One process."""
    drop = ("PYTEST_", "PYTHON")
    env = {name: value for name, value in os.environ.items() if not name.startswith(drop)} | more
    started = time.perf_counter()
    with subprocess.Popen(words, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words} ended with {process.returncode}: {said[-2000:]}")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def table(title: str, tests: int, costs: dict[str, list[Cost]], small: dict[str, list[Cost]]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield "| variant | s | ratio | of CPU time | µs of CPU time a test | MB | more | more with one test |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, found in costs.items():
        base = costs[BASE]
        each = middle(found, base, lambda a, b: (a.cpu - b.cpu) / tests * 1e6)
        ratios = [middle(found, base, lambda a, b, n=n: a[n] / b[n]) for n in (0, 1)]  # type: ignore[misc]
        more = [
            middle(given, start, lambda a, b: a.megabytes - b.megabytes)
            for given, start in ((found, base), (small[name], small[BASE]))
        ]
        seconds, megabytes = (statistics.median(cost[n] for cost in found) for n in (0, 2))
        yield (
            f"| {name} | {seconds:.2f} | {ratios[0]:.3f} | {ratios[1]:.3f} | {each:.1f} | {megabytes:.1f} |"
            f" {more[0]:+.1f} | {more[1]:+.1f} |"
        )
    yield ""


def middle(found: list[Cost], base: list[Cost], of: Callable[[Cost, Cost], float]) -> float:
    """The median of what is taken from each round."""
    return statistics.median(of(one, other) for one, other in zip(found, base, strict=True))


def collected(name: str, python: str, folder: str, rounds: int) -> Iterator[str]:
    """The collection of a real suite: gc as it is, off by the guard."""
    common = [python, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", folder]
    costs: dict[str, list[Cost]] = {"gc as it is": [], "gc off while collecting, then frozen": []}
    for number in range(rounds + 1):
        for variant, word in zip(costs, ("on", "off"), strict=True):
            words = [*common, "-p", "pytest_guard.plugin", ON, f"--guard-collection-gc={word}"]
            cost = run(words, Path(folder), PYTHONPATH=str(ROOT / "guard"))
            if number:
                costs[variant].append(cost)
    yield from (f"## collection of {name}", "", "| variant | s | ratio | of CPU time | MB | ratio |")
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for variant, found in costs.items():
        ratios = [middle(found, costs["gc as it is"], lambda a, b, n=n: a[n] / b[n]) for n in range(3)]  # type: ignore[misc]
        seconds, megabytes = (statistics.median(cost[n] for cost in found) for n in (0, 2))
        yield f"| {variant} | {seconds:.2f} | {ratios[0]:.2f} | {ratios[1]:.2f} | {megabytes:.0f} | {ratios[2]:.2f} |"
    yield ""


HEAD = f"""{HEADING}

`python benchmarks/guard/run.py --rounds {{rounds}} --write`: whole processes run in turn; ratios and differences to
pytest alone are taken in each round, then the median. MB is the most that was resident.
"""
NOTES = ""

if __name__ == "__main__":
    sys.exit(main())
