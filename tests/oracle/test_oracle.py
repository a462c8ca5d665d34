"""The configuration facts say what the real pytest says."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from tests.environments import environment
from tests.oracle.compare import Outcome, run

VERSIONS = ("7.4.4", "8.4.2", "9.0.3", "9.1.1", "9.2.0")


def text(outcome: Outcome) -> str:
    return "\n".join(f"tree {seed}: {line}" for seed, lines in outcome.disagreements.items() for line in lines)


def test_agrees_with_the_pytest_that_runs_this() -> None:
    outcome = run(sys.executable, range(60))
    assert not outcome.disagreements, text(outcome)
    assert outcome.trees == 60


def test_the_trees_reach_errors_files_and_paths() -> None:
    reached = run(sys.executable, range(1000, 1150)).reached
    assert sum(count for what, count in reached.items() if what.startswith("error")) > 20
    assert len([what for what in reached if what.startswith("error UsageError")]) > 5
    assert len([what for what in reached if what.startswith("file ")]) >= 5
    assert {"paths from ARGS", "paths from INVOCATION_DIR", "initial conftests", "unknown keys"} <= set(reached)


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_agrees_with_this_version(version: str) -> None:
    outcome = run(str(environment([f"pytest=={version}"])), range(300))
    assert not outcome.disagreements, text(outcome)
    assert outcome.version == version
    assert_reaches_everything(outcome.reached, new=version.startswith("9"))


def assert_reaches_everything(reached: Counter[str], new: bool) -> None:
    names = {"pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg"} | (
        {"pytest.toml", ".pytest.toml"} if new else set()
    )
    assert {f"file {name}" for name in names} <= set(reached)
    assert {"paths from TESTPATHS", "a value that getini refuses", "no file"} <= set(reached)
