"""`pytest-doctor trends` over a record that the guard's own writer made."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pytest_guard.record.journal import Journal

from doctor.facts.record import seconds_of_tests
from tests.command import doctor


def recorded(path: Path, seconds: list[float | None], **last: object) -> Path:
    """A record of one run for each number; None is a run that was killed. `last` changes the last run's test."""
    for number, each in enumerate(seconds):
        journal = Journal(str(path))
        values = {"started": 1e9 + number, "pytest": "9.2.0", "revision": f"{number:040}", "workers": 0}
        journal.begin(f"run {number}", values)
        row = {"outcome": "passed", "seconds": each or 9.0, "peak": 40.0, "growth": 0.0, "reruns": 0}
        row.update(last if number == len(seconds) - 1 else {})
        other = ("t.py::test_b", "passed", 0.01, 40.0, 0.0, 0, "master", 1e9)
        journal.tests([("t.py::test_a", *row.values(), "master", 1e9), other])
        if each is None:
            journal._close()  # as a kill does
        else:
            journal.end(each + 1, 0, 100.0 + number)
    return path


def test_a_history(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.db", [2.0, None, 2.2, 2.0, 2.5], reruns=1)
    done = doctor("trends", str(path), "--svg", str(tmp_path / "r.svg"), cwd=tmp_path)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].split() == [
        "run",
        "when",
        "revision",
        "tests",
        "red",
        "flaky",
        "crashes",
        "seconds",
        "peak",
        "MB",
        "exit",
    ]
    assert [line.split()[-1] for line in lines[1:6]] == ["0", "killed", "0", "0", "0"]
    assert "the 2 tests that were run before took 24.9 % longer: 2.51 s, and 2.01 s in the middle" in done.out
    assert "   2.00 s to    2.50 s  t.py::test_a" in done.out
    assert "flaky in the last run: t.py::test_a" in done.out
    assert "█" in done.out
    drawn = ET.parse(tmp_path / "r.svg").getroot()
    assert len(drawn.findall(".//{*}circle")) == 4 + 4 + 5, "a killed run has no seconds and no peak"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--max-slower", "10%"), 1),
        (("--max-slower", "30%"), 0),
        (("--max-memory", "101m"), 1),
        (("--max-memory", "5g"), 0),
        (("--max-flaky", "1%"), 1),
        (("--max-flaky", "50%"), 0),
    ],
)
def test_limits(tmp_path: Path, words: tuple[str, str], code: int) -> None:
    path = recorded(tmp_path / "r.db", [2.0, 2.0, 2.5], reruns=1)
    done = doctor("trends", str(path), *words, "--format", "json", cwd=tmp_path)
    assert done.code == code
    assert done.json["ok"] == (code == 0)
    assert done.json["limits"][0]["passed"] == bool(code)


def test_one_run_is_compared_with_nothing(tmp_path: Path) -> None:
    done = doctor("trends", str(recorded(tmp_path / "r.db", [2.0])), "--max-slower", "1", cwd=tmp_path)
    assert done.code == 0
    assert "limit slower 1 %: nothing to compare: held" in done.out


def test_durations_for_shards(tmp_path: Path) -> None:
    found = seconds_of_tests(str(recorded(tmp_path / "r.db", [8.0, 1.0, 2.0, 3.0, 4.0, 5.0])))
    assert found == {"t.py::test_a": 3.0, "t.py::test_b": pytest.approx(0.01)}, "the last five runs count"


def test_what_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("x" * 5000)
    for name, words in (("none.db", "does not exist"), ("text.db", "is no record of pytest-guard")):
        done = doctor("trends", name, cwd=tmp_path)
        assert done.code == 2
        assert words in done.err
        assert "Traceback" not in done.err
    assert doctor("trends", "text.db", "--max-slower", "x", cwd=tmp_path).code == 2


@pytest.mark.skipif(os.name != "posix", reason="locales")
def test_a_terminal_without_blocks(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.db", [2.0, 3.0])
    done = doctor("trends", str(path), cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.code == 0, done.err
    assert "|" in done.out
    assert "?" not in done.out
