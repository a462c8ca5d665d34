#!/usr/bin/env python3
"""Time and peak memory of collecting a big project with the configuration that it had, and with single settings.

    python benchmarks/collection/run.py [--rounds 5] [--write]

Makes the project of project.py and a virtual environment, and runs `pytest --collect-only -q` with each variant in
turn, round by round; the ratio of each round is taken before the median. Twice: with the tests' compiled files kept,
and in an image where PYTHONDONTWRITEBYTECODE=1 and none are there. `--write` keeps the table in benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from project import REQUIRES, make

RESULTS = Path(__file__).resolve().parent.parent / "RESULTS.md"
HEADING = "# Collection"
BASE = "the original configuration"
PRUNED = ["-o", "norecursedirs=.* __pycache__ node_modules venv build dist recordings"]
BLOCKED = [
    word
    for name in ("benchmark", "xdist", "xdist.looponfail", "rerunfailures", "anyio", "pytest_cov")
    for word in ("-p", f"no:{name}")
]
VARIANTS = {
    BASE: [],
    "norecursedirs names the large folder": PRUNED,
    "`--assert=plain`": ["--assert=plain"],
    "plugins that collection does not need blocked by `-p no:`": BLOCKED,
    "`--disable-plugin-autoload -p asyncio -p timeout`": [
        "--disable-plugin-autoload",
        "-p",
        "asyncio",
        "-p",
        "timeout",
    ],
    "`-p no:cacheprovider`": ["-p", "no:cacheprovider"],
    "one root of the three (fewer tests)": ["tests"],
    "gc off while collecting (needs a plugin)": ["-p", "gc_off"],
    "pruned, plain, blocked: all that a file can hold": [*PRUNED, "--assert=plain", *BLOCKED],
    "the same, and gc off": [*PRUNED, "--assert=plain", *BLOCKED, "-p", "gc_off"],
}
IN_AN_IMAGE = (BASE, *list(VARIANTS)[1:3], *list(VARIANTS)[-2:])
GC_OFF = (
    "import gc\n\n\ndef pytest_collection():\n    gc.disable()\n\n\ndef pytest_collection_finish():\n    gc.enable()\n"
)


class Cost(NamedTuple):
    seconds: float
    cpu: float
    megabytes: float
    tests: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python, project = environment(Path(folder, "env")), make(Path(folder, "project"))
        Path(folder, "plugins").mkdir()
        Path(folder, "plugins", "gc_off.py").write_text(GC_OFF, encoding="utf-8")
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHON"))}
        env["PYTHONPATH"] = str(Path(folder, "plugins"))
        kept = measured(python, project, env, list(VARIANTS), options.rounds)
        restored = ".pyc files of the tests are there"
        image = measured(python, project, env, [*IN_AN_IMAGE, restored], max(2, options.rounds // 2), image=True)
    text = "\n".join([HEAD.format(rounds=options.rounds), *section(KEPT, kept), *section(IMAGE, image), NOTES])
    print(text)
    if options.write:
        before, _, after = RESULTS.read_text(encoding="utf-8").partition(f"\n{HEADING}\n")
        following = "".join(after.partition("\n# ")[1:])
        RESULTS.write_text("\n\n".join([before.rstrip("\n"), text]) + following, encoding="utf-8")
    return 0


def environment(home: Path) -> Path:
    """The Python of a compiled environment with the plugins of the project."""
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", *REQUIRES], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(home)], check=False, stdout=subprocess.DEVNULL)
    return python


def measured(
    python: Path, project: Path, env: dict[str, str], names: list[str], rounds: int, image: bool = False
) -> dict[str, list[Cost]]:
    """Variant → its cost in each round. Each has run once before, so that what it keeps is there; in an image nothing
    is kept, but for the variant that VARIANTS does not know."""
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for number in range(rounds + (0 if image else 1)):
        for name in names:
            words = [str(python), "-m", "pytest", "--collect-only", "-q", *VARIANTS.get(name, [])]
            cost = prepared(words, project, env, name in VARIANTS) if image else run(words, project, env)
            if image or number:
                costs[name].append(cost)
    return costs


def prepared(words: list[str], project: Path, env: dict[str, str], bare: bool) -> Cost:
    """A run in an image that was built without compiled files of the project, or with them."""
    for folder in list(project.rglob("__pycache__")):
        if bare:
            shutil.rmtree(folder)
    if not bare:
        run(words, project, env)
    return run(words, project, {**env, "PYTHONDONTWRITEBYTECODE": "1"})


def run(words: list[str], project: Path, env: dict[str, str]) -> Cost:
    """One process and the most memory that it took."""
    started = time.perf_counter()
    with subprocess.Popen(words, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words} ended with {process.returncode}: {said[-2000:]}")
    tests = said.strip().splitlines()[-1].split(" in ")[0]
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, tests)


def section(title: str, costs: dict[str, list[Cost]]) -> list[str]:
    """The table of one place."""

    def ratio(name: str, field: int) -> float:
        pairs = zip(costs[name], costs[BASE], strict=True)
        return statistics.median(float(one[field]) / float(base[field]) for one, base in pairs)

    def row(name: str, found: list[Cost]) -> str:
        middle = [statistics.median(float(cost[field]) for cost in found) for field in (0, 2)]
        numbers = (
            f"{middle[0]:.2f} | {ratio(name, 0):.2f} | {ratio(name, 1):.2f} | {middle[1]:.0f} | {ratio(name, 2):.2f}"
        )
        return f"| {name} | {numbers} | {found[0].tests} |"

    rows = [row(name, found) for name, found in costs.items()]
    head = ["| variant | s | ratio | of CPU time | MB | ratio | |", "| --- | ---: | ---: | ---: | ---: | ---: | --- |"]
    return [f"## {title}", "", *head, *rows, ""]


HEAD = f"""{HEADING}

`python benchmarks/collection/run.py --rounds {{rounds}} --write`: `pytest --collect-only -q` in a generated project of
three test roots, 120 test files that import 24 heavy modules, a folder of 40,000 recordings within one root, and eight
distributions of plugins; whole processes run in turn, medians of paired ratios; MB is the most that was resident.
"""
KEPT = "compiled files are kept"
IMAGE = "in an image with PYTHONDONTWRITEBYTECODE=1, nothing compiled"
NOTES = """\
Time comes from folders that are not entered and from assertions that are not rewritten, which a run of tests needs and
a collection does not. Memory is what the tests import at their top and the collected items: no key of a configuration
file makes that half, only fewer tests or lazier imports do. Where a ratio of wall time and one of CPU time disagree,
something else ran on the machine: the CPU's is the one to trust.

Measured apart, paired, five and two rounds: the file that `pytest-doctor generate --profile collection` writes for this
project (`pytest -c pytest-collection.ini`) takes 0.40 of the time and 0.94 of the memory, in the image 0.29 and 0.97.

Also tried for memory, and worth nothing here: PYTHONNODEBUGRANGES=1 and PYTHONOPTIMIZE=2 with files compiled for them
(1.0), the system's allocator (1.07). With the heavy modules left unexecuted the same collection takes 0.41 of the
memory: what would halve it is tests that import them where they use them.
"""

if __name__ == "__main__":
    sys.exit(main())
