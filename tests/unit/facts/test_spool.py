"""Facts that memory should not hold come back as they were, from a file that nobody sees."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from doctor.facts.sources import files
from doctor.facts.sources.spool import SMALL, Spool, Spooled
from tests.command import plant
from tests.unit.facts.test_sources import sources_of

LONG = b"x" * SMALL


def test_what_is_too_much_lies_in_a_file_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool(most=1000)
    kept = spool.take({"a": LONG}, 1000)
    assert kept["a"] is LONG
    first = spool.take({"a": LONG + b"1", "small": b"y", "leads": ["z"]}, 500)
    second = spool.take({"a": LONG + b"22"}, 500)
    assert (first["small"], first["leads"]) == (b"y", ["z"])
    assert [(len(each["a"]), each["a"].read()) for each in (second, first)] == [
        (SMALL + 2, LONG + b"22"),
        (SMALL + 1, LONG + b"1"),
    ]
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_memory_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    spool = Spool(most=0)
    assert [spool.take({"a": LONG}, 500)["a"] for _ in range(2)] == [LONG, LONG]


def test_facts_from_the_file_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"def test_{index}(tmp_path):\n    os.environ['A'] = 'b'\n\n\n" for index in range(5))
    project = plant(tmp_path, {f"test_{index}.py": f"import os\n\n\n{text}" for index in range(9)})
    before: Any = sources_of(project)
    monkeypatch.setattr(files, "KEPT", 0)
    after: Any = sources_of(project)
    assert [isinstance(file._plain["functions"], Spooled) for file in after] == [True] * 9
    assert list(after) == list(before)
