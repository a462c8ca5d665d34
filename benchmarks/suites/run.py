#!/usr/bin/env python3
"""What `diagnose` takes on large suites, beside reading and parsing the same files, and beside other tools.

    python benchmarks/suites/run.py FOLDER [--only pandas …] [--rounds 3] [--minutes 15] [--collect]

FOLDER is kept: environments, copies of the packages (each in a project folder of its own), a tree of 10,000 files. The
doctor is installed anew each time, from this checkout, not editable, and compiled. There are as many rounds as fit into
the minutes, at least one; the rows of a suite are written when it is done, what is under way to standard error.
Whole processes run in turn, round by round; the ratio of each round is taken before the median. CPU time stands beside
wall time: where the two disagree, something else ran on the machine, and the CPU's is the one to trust. Cold is without
any cache. "parse" reads and parses all Python files of the project, of which the doctor opens the tests and what these
import; "parse, tests alone" only the test files.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SUITES = {"pandas": "pandas", "sklearn": "scikit-learn", "sympy": "sympy", "networkx": "networkx", "scipy": "scipy"}
PARSE = """
import ast, gc, sys, warnings
warnings.simplefilter("ignore")
gc.disable()
for path in sys.stdin.read().splitlines():
    with open(path, "rb") as file:
        data = file.read()
    try:
        ast.parse(data, path)
    except (SyntaxError, ValueError):
        pass
"""
TREE = "tree of 10,000"
Figures = tuple[float, float, float]  # wall seconds, CPU seconds, MB resident at most


def main() -> None:
    options = arguments()
    home, names = options.folder.resolve(), options.only or [*SUITES, TREE]
    tell("environments")
    python = environment(home / "env", [*SUITES.values(), "pytest", "hypothesis"])
    rivals = environment(home / "rivals", ["flake8", "flake8-pytest-style", "ruff"])
    namesake = environment(home / "namesake", ["pytest-doctor==1.0.0"])
    doctor = installed_anew(home / "doctor")
    print("| suite | tests | files | command | rounds | s | CPU s | MB | wall ÷ parse | CPU ÷ parse |")
    print("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    end = time.monotonic() + options.minutes * 60
    for index, name in enumerate(names):
        project = project_of(name, home, python)
        commands = of_doctor(doctor, python) | of_others(rivals, namesake, python, options.collect)
        share = (end - time.monotonic()) / (len(names) - index)
        show(name, project, measured(name, commands, project, home, options.rounds, share))


def tell(words: str) -> None:
    """What is under way, on standard error."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--rounds", type=int, default=3, help="at most")
    parser.add_argument(
        "--minutes", type=float, default=15, help="for all rounds; the first of each suite is run anyway"
    )
    parser.add_argument("--collect", action="store_true", help="pytest --collect-only and the other linters, too")
    return parser.parse_args()


def environment(home: Path, installed: list[str]) -> Path:
    """The interpreter of an environment with these distributions, compiled."""
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *installed], check=True)
        subprocess.run([python, "-m", "compileall", "-q", str(home)], check=False, stdout=subprocess.DEVNULL)
    return python


def installed_anew(home: Path) -> Path:
    """The interpreter of an environment with the doctor as it is now, compiled."""
    python = environment(home, [str(ROOT)])
    words = ["-m", "pip", "install", "-q", "--no-deps", "--force-reinstall", str(ROOT)]
    subprocess.run([python, *words], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(home)], check=False, stdout=subprocess.DEVNULL)
    return python


def project_of(name: str, home: Path, python: Path) -> Path:
    """The folder from which the suite is run: a copy of the package alone, without compiled files; or the tree."""
    project = home / "projects" / name.replace(" ", "-").replace(",", "")
    if name == TREE and not project.exists():
        tell("writes the tree")
        subprocess.run([sys.executable, HERE / "tree.py", project, "--files", "10000"], check=True)
    if name in SUITES and not project.exists():
        where = f"import {name}, os; print(os.path.dirname({name}.__file__))"
        source = subprocess.run([python, "-c", where], capture_output=True, text=True, check=True).stdout.strip()
        shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    return project


def of_doctor(doctor: Path, python: Path) -> dict[str, list[str]]:
    words = [str(doctor.with_name("pytest-doctor")), "diagnose", "--fail-on", "never", "--python", str(python)]
    return {
        "parse": [str(python), "-c", PARSE],
        "parse, tests alone": [str(python), "-c", PARSE],
        "cold, one process": [*words, "--no-cache", "-j", "1"],
        "cold, two processes": [*words, "--no-cache", "-j", "2"],
        "warm": words,
    }


def of_others(rivals: Path, namesake: Path, python: Path, wanted: bool) -> dict[str, list[str]]:
    """ruff with its cache; what takes long only if it is wanted."""
    found = {
        "ruff --select PT, cached": [str(rivals.with_name("ruff")), "check", "-q", "--select", "PT", "--exit-zero", "."]
    }
    if wanted:
        found["pytest --collect-only -q"] = [
            str(python),
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "-p",
            "no:cacheprovider",
        ]
        found["flake8-pytest-style"] = [str(rivals), "-m", "flake8", "--select", "PT", "-j", "1", "--exit-zero", "."]
        found["the unrelated namesake 1.0.0"] = [str(namesake.with_name("pytest-doctor")), "."]
    return found


def measured(
    name: str, commands: dict[str, list[str]], project: Path, home: Path, rounds: int, seconds: float
) -> dict[str, list[Figures]]:
    """The figures of each round; what is warm has run once before. No round begins that would not end in time."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["XDG_CACHE_HOME"] = str(home / "cache")
    files = sorted(project.rglob("*.py"))
    given = {"parse": files, "parse, tests alone": [path for path in files if is_test(path)]}
    started = time.monotonic()
    for command, words in commands.items():
        if not command.startswith(("parse", "cold", "flake8", "the ")):
            tell(f"{name}: {command}, to warm up")
            run(words, project, env, b"")
    found: dict[str, list[Figures]] = {command: [] for command in commands}
    for number in range(1, rounds + 1):
        before = time.monotonic()
        for command, words in commands.items():
            tell(f"{name}: {command}, round {number}")
            lines = "\n".join(map(str, given.get(command, ()))).encode()
            found[command].append(run(words, project, env, lines))
        if time.monotonic() - started + time.monotonic() - before > seconds:
            break
    return found


def is_test(path: Path) -> bool:
    return path.name.startswith("test_") or path.name.endswith("_test.py")


def run(words: list[str], project: Path, env: dict[str, str], given: bytes) -> Figures:
    """Wall and CPU seconds of a process and its children, and the most memory that one of them took."""
    meter = "import resource, subprocess, sys; d = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, " \
        "stderr=subprocess.DEVNULL); u = resource.getrusage(resource.RUSAGE_CHILDREN); " \
        "print(d.returncode, u.ru_utime + u.ru_stime, u.ru_maxrss)"  # fmt: skip
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", meter, *words], cwd=project, env=env, input=given, capture_output=True)
    wall = time.perf_counter() - started
    code, cpu, most = done.stdout.split()
    if int(code) not in (0, 1):
        tell(f"{words[0]} ended with {int(code)}: {' '.join(words[1:])[:200]}")
    return wall, float(cpu), int(most) / 1024


def show(name: str, project: Path, found: dict[str, list[Figures]]) -> None:
    files = list(project.rglob("*.py"))
    tests = sum(map(is_test, files))
    for command, rounds in found.items():
        wall, cpu, most = (statistics.median(each[index] for each in rounds) for index in range(3))
        ratios = [
            statistics.median(one[index] / base[index] for one, base in zip(rounds, found["parse"], strict=True))
            for index in (0, 1)
        ]
        print(
            f"| {name} | {tests} | {len(files)} | {command} | {len(rounds)} | {wall:.2f} | {cpu:.2f} | {most:.0f} "
            f"| {ratios[0]:.2f} | {ratios[1]:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
