#!/usr/bin/env python3
"""What the guard costs a test, and what it takes of memory, beside pytest alone and two other plugins.

    python benchmarks/guard/run.py [--rounds 5] [--suite NAME=PYTHON=FOLDER] [--write]

Makes virtual environments and 10,000 tests that do nothing. First within one process: blocks of 50 tests in turn with
the hooks of a part and without them (`blocks.py`), which is certain to a microsecond or two. Then whole processes with
each variant in turn, there and back; the difference and the ratio of each round are taken before the median. CPU time
stands beside wall time: where the two disagree, something else ran on the machine. Memory is what one process holds for
itself when its one test is over (`held.py`). Then a hundred tests beside pytest-memray and pytest-monitor, which take
longer. Then the collection of each real suite that is named, by the Python of its environment and the folder of its
tests. `--write` keeps the section in benchmarks/RESULTS.md. Five rounds take seven minutes; progress is told.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "guard" / "pytest_guard"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
HEADING = "# Guard"
BASE = "pytest alone"
ON = "--guard-memory-limit-mb=8000"
RECORD = "--guard-record={folder}/record.sqlite"


RECORD_ON = [ON, "--guard-collection-gc=on", RECORD]
PARTS = {
    "memory": ([ON, "--guard-collection-gc=on"], "guard-memory-tests"),
    "record": ([RECORD], "guard-record"),
    "memory and record": (RECORD_ON, "guard-memory-tests,guard-record"),
    "leaks": (["--guard-leaks=report"], "guard-leaks"),
    "memory, record and leaks": (
        [*RECORD_ON, "--guard-leaks=report"],
        "guard-memory-tests,guard-record,guard-leaks",
    ),
    "nothing (how certain it is)": ([], ""),
}


class Comparison(NamedTuple):
    """Variant → its arguments, in an environment, on so many files of a hundred tests."""

    requires: tuple[str, ...]
    files: int
    variants: dict[str, list[str]]


LATEST = ("pytest==9.2.0", "psutil==7.1.3")
OWN = Comparison(
    LATEST,
    100,
    {
        BASE: ["-p", "no:guard"],
        "guard, nothing switched on": [],
        "memory": [ON],
        "memory, `guard_collection_gc = on`": [ON, "--guard-collection-gc=on"],
        "memory and record": [ON, RECORD],
        "leaks": ["--guard-leaks=report"],
        "memory, record and leaks": [ON, RECORD, "--guard-leaks=report"],
    },
)
OTHERS = (
    Comparison(
        (*LATEST, "pytest-memray==1.11.0"),
        1,
        {
            BASE: ["-p", "no:guard"],
            "memory and record": [ON, RECORD],
            "pytest-memray, `--memray`": ["-p", "no:guard", "--memray"],
        },
    ),
    Comparison(
        ("pytest==8.4.2", "psutil==7.1.3", "pytest-monitor==1.6.6"),
        1,
        {
            BASE: ["-p", "no:guard", "-p", "no:monitor"],
            "memory and record": ["-p", "no:monitor", ON, RECORD],
            "pytest-monitor": ["-p", "no:guard", "--db={folder}/monitor.sqlite"],
        },
    ),
)
EACH = 100
SLOWER = 3  # rounds with the other plugins


class Cost(NamedTuple):
    """Of one process: seconds of the clock and of the processor, and the most megabytes that were resident."""

    seconds: float
    cpu: float
    megabytes: float


STARTED = time.monotonic()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--suite", action="append", default=[], help="NAME=PYTHON=FOLDER of a real suite's tests")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = [HEAD.format(rounds=options.rounds), *own(Path(folder, "own"), options.rounds)]
        for number, comparison in enumerate(OTHERS):
            parts += compared(comparison, Path(folder, str(number)), min(options.rounds, SLOWER))
        for each in options.suite:
            parts += collected(*each.split("="), rounds=max(2, options.rounds // 2))
    text = "\n".join(parts).rstrip("\n")
    print(text)
    if options.write:
        before, _, after = RESULTS.read_text(encoding="utf-8").partition(f"\n{HEADING}\n")
        measured_apart = APART + after.partition(APART)[2].partition("\n# ")[0].rstrip("\n") if APART in after else ""
        following = "".join(after.partition("\n# ")[1:])
        new = "\n\n".join([before.rstrip("\n"), text, *([measured_apart.strip("\n")] if measured_apart else [])])
        RESULTS.write_text(new + ("\n" + following if following else "\n"), encoding="utf-8")
    return 0


def say(text: str) -> None:
    print(f"{time.monotonic() - STARTED:4.0f} s  {text}", file=sys.stderr, flush=True)


def own(home: Path, rounds: int) -> Iterator[str]:
    """The guard's own tables: hooks, whole processes, memory."""
    home.mkdir()
    python, tests = environment(home / "env", OWN.requires), OWN.files * EACH
    many, one = suite(home / "many", OWN.files, EACH), suite(home / "one", 1, 1)
    title = f"{tests:,} tests that do nothing ({', '.join(OWN.requires)})"
    yield from (f"## {title}", "")
    yield from hooks(python, many, max(1, rounds // 2))
    yield from table(tests, measured(python, many, OWN.variants, rounds))
    yield from memory(python, one, rounds)


def hooks(python: Path, project: Path, rounds: int) -> Iterator[str]:
    """Within one process: what the hooks of a part take of a test, by neighbouring blocks with them and without."""
    yield from ("| hooks, within one process | µs of CPU time a test | a test without them |", "| --- | ---: | ---: |")
    for name, (args, plugins) in PARTS.items():
        more, base = [], []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "blocks.json")
                env = {"GUARD_BLOCKS": f"{plugins}={file}", "PYTHONPATH": str(HERE)}
                words = [*(each.format(folder=folder) for each in args), "-p", "blocks"]
                run([str(python), "-m", "pytest", *words], project, **env)
                spent = json.loads(file.read_text(encoding="utf-8"))
            more += [on - off for on, off in zip(spent[0::2], spent[1::2], strict=False)]
            base += spent[1::2]
        say(f"hooks of {name}: {statistics.median(more):+.1f} µs a test")
        yield f"| {name} | {statistics.median(more):+.1f} | {statistics.median(base):.0f} |"
    yield ""


def memory(python: Path, project: Path, rounds: int) -> Iterator[str]:
    """With one test: what the process holds more than pytest alone when it is over, and the most it had at all."""
    held: dict[str, list[float]] = {name: [] for name in OWN.variants}
    most: dict[str, list[float]] = {name: [] for name in OWN.variants}
    for _ in range(rounds):
        for name, args in OWN.variants.items():
            with tempfile.TemporaryDirectory() as folder:
                file, words = Path(folder, "held"), [each.format(folder=folder) for each in args]
                env = {"GUARD_HELD": str(file), "PYTHONPATH": str(HERE)}
                most[name].append(run([str(python), "-m", "pytest", *words, "-p", "held"], project, **env).megabytes)
                held[name].append(float(file.read_text(encoding="ascii")))
    yield "| memory of its own, one test | MB held while tests run | more than pytest | most at all, more than pytest |"
    yield "| --- | ---: | ---: | ---: |"
    for name in OWN.variants:
        more, peak = (
            statistics.median(a - b for a, b in zip(found[name], found[BASE], strict=True)) for found in (held, most)
        )
        yield f"| {name} | {statistics.median(held[name]):.1f} | {more:+.2f} | {peak:+.2f} |"
    say("memory is measured")
    yield ""


def compared(comparison: Comparison, home: Path, rounds: int) -> Iterator[str]:
    """The table of one environment."""
    home.mkdir()
    python, tests = environment(home / "env", comparison.requires), comparison.files * EACH
    project = suite(home / "many", comparison.files, EACH)
    measured(python, project, comparison.variants, 1)
    yield from (f"## {tests:,} tests that do nothing ({', '.join(comparison.requires)})", "")
    yield from table(tests, measured(python, project, comparison.variants, rounds))


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
    subprocess.run([python, "-m", "pip", "install", "-qq", *requires, str(ROOT / "guard")], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(home)], check=False, stdout=subprocess.DEVNULL)
    return python


def measured(python: Path, project: Path, variants: dict[str, list[str]], rounds: int) -> dict[str, list[Cost]]:
    """Variant → its cost in each round, there and back in turn."""
    costs: dict[str, list[Cost]] = {name: [] for name in variants}
    for number in range(rounds):
        for name in list(variants)[:: -1 if number % 2 else 1]:
            with tempfile.TemporaryDirectory() as folder:
                words = [each.format(folder=folder) for each in variants[name]]
                costs[name].append(run([str(python), "-m", "pytest", *words], project))
        say(f"{project.parent.name}: round {number + 1} of {rounds}")
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


def table(tests: int, costs: dict[str, list[Cost]]) -> Iterator[str]:
    yield "| whole processes | s | ratio | CPU s | ratio | µs of CPU time a test | most MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, found in costs.items():
        base = costs[BASE]
        each = middle(found, base, lambda a, b: (a.cpu - b.cpu) / tests * 1e6)
        ratios = [middle(found, base, lambda a, b, n=n: a[n] / b[n]) for n in (0, 1)]  # type: ignore[misc]
        seconds, cpu, megabytes = (statistics.median(cost[n] for cost in found) for n in range(3))
        cells = (
            f"{seconds:.2f}",
            f"{ratios[0]:.3f}",
            f"{cpu:.2f}",
            f"{ratios[1]:.3f}",
            f"{each:+.1f}",
            f"{megabytes:.1f}",
        )
        yield f"| {name} | {' | '.join(cells)} |"
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

`python benchmarks/guard/run.py --rounds {{rounds}} --write`: ratios and differences to pytest alone are taken in each
round, then the median. Hooks are measured in blocks of one process, and are more certain than whole processes are.
"""
APART = "\n## Measured apart\n"

if __name__ == "__main__":
    sys.exit(main())
