"""`--verify`: what pytest refuses is not done."""

from __future__ import annotations

import sys
from pathlib import Path

from doctor.commands.verify import halved
from doctor.fixes.trial import Difference, Told, Trial, compare
from tests.command import doctor


def test_a_proven_fix_is_done_and_told(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-config\nfoo_bar = 1\n")
    (tmp_path / "test_a.py").write_text("def test_a(): pass\n")
    words = ("diagnose", "--fix", "--unsafe-fixes", "--verify", "--python", sys.executable)
    done = doctor(*words, cwd=tmp_path)
    assert done.code == 0
    assert "verified: before, exit code" in done.err
    assert "foo_bar" not in (tmp_path / "pytest.ini").read_text()


def test_only_the_guilty_are_left_out() -> None:
    def differs(found):
        return Difference(worse=("bad",)) if {3, 6} & set(found) else Difference()

    accepted, refused = halved([], list(range(8)), differs)
    assert accepted == [0, 1, 2, 4, 5, 7]
    assert [each for each, _ in refused] == [3, 6]


def test_what_is_worse() -> None:
    before = Trial(0, ("t.py::a", "t.py::b[1]"), ended=True)
    assert compare(before, before) == Difference()
    assert compare(before, before.replace(collected=("t.py::a",))).is_worse
    assert compare(before, before.replace(warnings=(Told("t.py", "W: x"),))).is_worse
    assert not compare(before, before.replace(collected=("t.py::a", "t.py::b[x]"))).is_worse
    assert compare(before, Trial(4)).is_worse
    assert not compare(Trial(4), before).is_worse
