"""Runs trees through a pytest and through the facts, and lists where they disagree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.oracle import ours
from tests.oracle.trees import Tree, tree

WORKER = Path(__file__).with_name("worker.py")
FIELDS = ("rootdir", "inipath", "paths", "source", "conftests", "unknown")


@dataclass
class Outcome:
    """The result for one pytest: disagreements by seed, and what the trees led to."""

    version: str
    trees: int = 0
    disagreements: dict[int, list[str]] = field(default_factory=dict)
    reached: Counter[str] = field(default_factory=Counter)


@contextmanager
def pytest_worker(python: str) -> Iterator[subprocess.Popen[str]]:
    command = [python, "-I", str(WORKER)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_", "PYTHON"))}
    clean["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # what else is installed beside pytest is no part of this
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=clean, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(10)


def version_of(python: str) -> str:
    code = "import pytest; print(pytest.__version__)"
    return subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def run(python: str, seeds: Iterable[int]) -> Outcome:
    """All trees of these seeds through the pytest of one interpreter."""
    outcome = Outcome(version_of(python))
    folder = Path(tempfile.mkdtemp(prefix="oracle-")).resolve()
    try:
        with pytest_worker(python) as worker:
            for seed in seeds:
                root = folder / f"t{seed}"
                case = tree(seed)
                case.write(root)
                theirs = ask(worker, case, root)
                theirs["paths"] = [ours.named(root / case.cwd, path) for path in theirs.get("paths", ())]
                found = ours.answer(root / case.cwd, case.args, case.variables, outcome.version)
                outcome.trees += 1
                outcome.reached.update(reached(theirs))
                if differences := list(disagreements(theirs, found)):
                    outcome.disagreements[seed] = differences
                shutil.rmtree(root)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return outcome


def ask(worker: subprocess.Popen[str], case: Tree, root: Path) -> dict[str, Any]:
    assert worker.stdin
    assert worker.stdout
    request = {"root": str(root), "cwd": str(root / case.cwd), "args": case.args, "variables": dict(case.variables)}
    worker.stdin.write(json.dumps(request) + "\n")
    worker.stdin.flush()
    answer: dict[str, Any] = json.loads(worker.stdout.readline())
    return answer


def disagreements(theirs: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Sentences on what differs; nothing behind an error is compared, for pytest has stopped there."""
    error = without_traceback(theirs.get("error"))
    if error != found["error"]:
        yield f"error: pytest {error!r}, ours {found['error']!r}"
    if error or found["error"]:
        return
    for name in FIELDS:
        if theirs[name] != found[name]:
            yield f"{name}: pytest {theirs[name]!r}, ours {found[name]!r}"
    for name in sorted({*theirs["values"], *found["values"]}):
        first, second = theirs["values"].get(name), found["values"].get(name)
        if first != second or repr(first) != repr(second):
            yield f"option {name}: pytest {first!r}, ours {second!r}"


def without_traceback(error: list[str] | None) -> list[str] | None:
    """The error without the frames that pytest quotes within its words."""
    if not error or "Traceback (most recent call last):\n" not in error[1]:
        return error
    head, _, tail = error[1].partition("Traceback (most recent call last):\n")
    lines = tail.split("\n")
    while lines[0].startswith("  "):
        del lines[0]
    return [error[0], head + "\n".join(lines)]


def reached(theirs: dict[str, Any]) -> Iterator[str]:
    """What this tree led to, to be counted: a generator that only makes empty trees proves nothing."""
    error = theirs.get("error")
    if error:
        yield f"error {error[0]}: {shape(error[1])}"
        return
    inipath = theirs["inipath"]
    yield f"file {Path(inipath).name}" if inipath else "no file"
    yield f"paths from {theirs['source']}"
    if theirs["conftests"]:
        yield "initial conftests"
    if theirs["unknown"]:
        yield "unknown keys"
    if any("error" in value for value in theirs["values"].values()):
        yield "a value that getini refuses"


def shape(message: str) -> str:
    """The message without what is special to one tree."""
    lines = [line for line in message.splitlines() if not line.startswith(("usage:", "  "))]
    text = (lines or [""])[0]
    words = [word for word in text.split() if not any(char in word for char in "/'\"0123456789[]=<")]
    return " ".join(words[:9])
