#!/usr/bin/env python3
"""Plants faults into the healthy test files of real projects, and measures which of them the doctor finds.

    python benchmarks/mutations/run.py PROJECTS [--python PYTHON] [--most 40] [--jobs 1] [--write] [--missed FILE]

PROJECTS is a folder of checkouts or unpacked source distributions; they are copied, never changed. Each file in which
the rules find nothing gets one fault, in turn, once as the fault and once as code that does the same rightly. The
fault is found when its rule speaks of one of the new lines; the twin is quiet when no rule says anything of its file.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from threading import Lock
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from faults import FAULTS
from faults.fault import Fault
from planting import Planted, plant

from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation

RESULTS = Path(__file__).resolve().parent.parent / "RESULTS.md"
HEADING = "# Mutations"
COMMAND = "python benchmarks/mutations/run.py PROJECTS --python ENVIRONMENT/bin/python --most 45 --write"
YIELDING = ("fixture-may-not-yield", "fixture-yields-again")
Findings = dict[str, list[tuple[str, list[int]]]]  # file → rules, each with the lines that it names
PARSING = Lock()  # two threads in Python 3.11's `ast.parse` count one depth, and are told that it is wrong
TOPICS = ("isolation", "mocks", "processes", "markers", "fixed-port-under-xdist", *YIELDING)


class Outcome(NamedTuple):
    project: str
    file: str
    fault: Fault
    found: bool
    quiet: bool
    said: str


def main() -> int:
    options = arguments()
    projects = sorted(path for path in options.projects.iterdir() if path.is_dir())
    with tempfile.TemporaryDirectory() as cache, ThreadPoolExecutor(options.jobs) as pool:
        os.environ["XDG_CACHE_HOME"] = cache  # what stays the same is read once
        turns = range(0, 7 * len(projects), 7)
        outcomes = [each for found in pool.map(measured, projects, repeat(options), turns) for each in found]
    text = table(outcomes)
    print(text)
    if options.missed:
        options.missed.write_text("\n".join(lines_of(outcomes)) + "\n", encoding="utf-8")
    if options.write:
        write(text)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", type=Path)
    parser.add_argument("--python", default=sys.executable, help="an environment with pytest and pytest-xdist")
    parser.add_argument("--most", type=int, default=40, help="faults in one project")
    parser.add_argument("--jobs", type=int, default=1, help="projects at one time")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--missed", type=Path)
    return parser.parse_args()


def measured(project: Path, options: argparse.Namespace, turn: int) -> list[Outcome]:
    """The outcomes of one project: three examinations of copies of it. `turn` is the first fault."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(project, Path(folder, project.name), symlinks=True, ignore=left_out))
        loud = findings(copy, options.python)
        if loud is None:
            return []
        with PARSING:
            chosen = list(choose(copy, loud, options.most, turn))
        says = {}
        for kind in ("bad", "good"):
            for file, _, bad, good in chosen:
                (copy / file).write_text((bad if kind == "bad" else good).text, encoding="utf-8")
            says[kind] = findings(copy, options.python)
    if None in says.values():
        return []
    outcomes = [outcome(project.name, each, says) for each in chosen]
    hit, loud_twins = sum(each.found for each in outcomes), sum(not each.quiet for each in outcomes)
    print(f"{project.name}: {hit} of {len(outcomes)} found, {loud_twins} twins not quiet", flush=True)
    return outcomes


def outcome(project: str, planted: tuple[str, Fault, Planted, Planted], says: dict[str, Findings | None]) -> Outcome:
    file, fault, bad, _ = planted
    hits, twins = (((says[kind] or {}).get(file, [])) for kind in ("bad", "good"))
    found = any(rule == fault.rule and any(bad.first <= line <= bad.last for line in lines) for rule, lines in hits)
    return Outcome(project, file, fault, found, not twins, ", ".join(rule for rule, _ in (*hits, *twins)))


def left_out(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in (".git", "node_modules", ".venv", "__pycache__")}


def findings(project: Path, python: str) -> Findings | None:
    """What is found with four workers, as a big suite would have them; None where that cannot be told."""
    selected = [word for topic in TOPICS for word in ("--select", topic)]
    command = [sys.executable, "-m", "doctor", "diagnose", str(project), "--python", python, "--format", "json"]
    command += [*selected, "--", "-n", "4"]
    environment = {**os.environ, "PYTHONPATH": str(RESULTS.parent.parent)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode not in (0, 1):
        print(f"{project.name}: not examined: {done.stderr.strip()[-200:]}")
        return None
    found: Findings = defaultdict(list)
    for each in json.loads(done.stdout)["findings"]:
        places = defaultdict(list)
        for place in (each, *each["related"]):  # one finding may speak of several files
            places[place["file"]].append(place["line"])
        for file, lines in places.items():
            found[file].append((each["rule"], lines))
    return found


def choose(copy: Path, loud: Findings, most: int, turn: int) -> Iterator[tuple[str, Fault, Planted, Planted]]:
    """Healthy test files, each with a fault and its twin; the faults take turns."""
    for file in collected(copy):
        if most <= 0:
            return
        name = file.relative_to(copy).as_posix()
        if name in loud:
            continue
        try:
            text = file.read_text(encoding="utf-8")
            fault = FAULTS[turn % len(FAULTS)]
            bad, good = (plant(text, fault, code, turn) for code in (fault.bad, fault.good))
        except (SyntaxError, ValueError, OSError):
            continue
        turn += 1
        if bad and good:
            most -= 1
            yield name, fault, bad, good


def collected(copy: Path) -> list[Path]:
    """The test files that a plain call of pytest collects, in a steady order that mixes folders."""
    sources = facts_of(Invocation(project=str(copy))).get("sources")
    found = [copy / file.path for file in sources.collected if not file.path.startswith("..")]
    return sorted((path for path in found if not path.is_symlink()), key=lambda path: (path.name, str(path)))


def table(outcomes: list[Outcome]) -> str:
    by_fault: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        by_fault[each.fault.name].append(each)
    rows = []
    for name in sorted(by_fault):
        group = by_fault[name]
        rows.append(row(f"{name} (`{group[0].fault.rule}`)", group))
    rows.append(row("**all**", outcomes))
    head = "| fault | planted | found | % | twins that are not quiet |\n| --- | ---: | ---: | ---: | ---: |"
    projects = len({each.project for each in outcomes})
    said = f"{len(outcomes)} faults of {len(by_fault)} kinds in as many files of {projects} projects."
    return f"{said}\n\n{head}\n" + "\n".join(rows)


def row(name: str, group: list[Outcome]) -> str:
    hit, loud = sum(each.found for each in group), sum(not each.quiet for each in group)
    return f"| {name} | {len(group)} | {hit} | {100 * hit / max(len(group), 1):.1f} | {loud} |"


def lines_of(outcomes: list[Outcome]) -> Iterator[str]:
    for each in outcomes:
        if not (each.found and each.quiet):
            what = "missed" if not each.found else "twin not quiet"
            yield f"{what}: {each.project}/{each.file}: {each.fault.name} ({each.said})"


def write(text: str) -> None:
    """Keeps the table in its section of RESULTS.md, and what was written below it."""
    before, _, rest = RESULTS.read_text(encoding="utf-8").partition(f"{HEADING}\n")
    below = rest[rest.index("| **all**") :].partition("\n")[2] if "| **all**" in rest else "\n"
    section = f"{HEADING}\n\n`{COMMAND}`\n\n{text}\n"
    RESULTS.write_text(f"{before.rstrip()}\n\n{section}{below}", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
