"""A journal that was cut short at any byte can be read, and says no more than what happened."""

from __future__ import annotations

import json
from pathlib import Path

from doctor.run.journal import Journal

LINES = [
    {"kind": "process"},
    {"kind": "collecting", "test": "t.py", "file": "/p/t.py"},
    {"kind": "selected", "tests": ["t.py::a", "t.py::b", "t.py::c"]},
    {"kind": "start", "test": "t.py::a", "at": 1.0},
    {"kind": "report", "test": "t.py::a", "word": "", "seconds": 0.5, "text": "", "output": ""},
    {"kind": "report", "test": "t.py::a", "word": "passed", "seconds": 0.25, "text": "", "output": ""},
    {"kind": "finish", "test": "t.py::a"},
    {"kind": "start", "test": "t.py::b", "at": 2.0},
    {"kind": "report", "test": "t.py::b", "word": "failed", "seconds": 0.5, "text": "E no", "output": "said"},
    {"kind": "report", "test": "t.py::b", "word": "error", "seconds": 0.5, "text": "E teardown", "output": ""},
    {"kind": "finish", "test": "t.py::b"},
    {"kind": "start", "test": "t.py::c", "at": 3.0},
]
RAW = b"".join(json.dumps(line).encode() + b"\n" for line in LINES)


def read(tmp_path: Path, raw: bytes):
    (tmp_path / "j").write_bytes(raw)
    return Journal(tmp_path / "j").read()


def test_whole(tmp_path: Path) -> None:
    seen = read(tmp_path, RAW)
    assert seen.finished == ["t.py::a", "t.py::b"]
    assert list(seen.running) == ["t.py::c"]
    assert seen.outcomes["t.py::a"].seconds == 0.75
    assert seen.outcomes["t.py::b"].word == "failed", "an error of the teardown does not hide the failure"
    assert seen.outcomes["t.py::b"].text == "E no"
    assert seen.unrun == ["t.py::c"]


def test_cut_short_anywhere(tmp_path: Path) -> None:
    for end in range(len(RAW)):
        seen = read(tmp_path, RAW[:end])
        for test in seen.finished:
            place = RAW.index(json.dumps({"kind": "finish", "test": test}).encode())
            assert end > place


def test_a_line_of_ours_behind_one_that_was_cut_short(tmp_path: Path) -> None:
    (tmp_path / "j").write_bytes(RAW[:-10])
    journal = Journal(tmp_path / "j")
    journal.write("crash", test="t.py::c", seconds=1.0, text="was killed by SIGSEGV", output="")
    seen = journal.read()
    assert seen.outcomes["t.py::c"].word == "crashed"
    assert seen.finished == ["t.py::a", "t.py::b", "t.py::c"]


def test_what_a_process_had_not_finished_is_run_again(tmp_path: Path) -> None:
    begun = {"kind": "report", "test": "t.py::c", "word": "", "seconds": 9.0, "text": "", "output": ""}
    seen = read(tmp_path, RAW + json.dumps(begun).encode() + b"\n" + b'{"kind": "process"}\n')
    assert "t.py::c" not in seen.outcomes
    assert seen.unrun == ["t.py::c"]


def test_reruns_are_counted(tmp_path: Path) -> None:
    again = [
        {"kind": "report", "test": "t.py::c", "word": word, "seconds": 1.0, "text": "", "output": ""}
        for word in ("rerun", "rerun", "passed")
    ]
    seen = read(tmp_path, RAW + b"".join(json.dumps(line).encode() + b"\n" for line in again))
    found = seen.outcomes["t.py::c"]
    assert (found.word, found.reruns, found.seconds) == ("passed", 2, 3.0)
