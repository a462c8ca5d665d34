"""Files that are no longer there when they are read."""

from __future__ import annotations

import sys
from pathlib import Path

from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from doctor.rules.collection.file_not_parsed import check


def test_a_file_that_went_away_is_not_called_broken(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text("def test_a(:\n")
    (tmp_path / "test_b.py").write_text("def test_b(): pass\n")
    facts = facts_of(Invocation(str(tmp_path), (), {}, sys.executable, use_cache=False))
    assert {"test_a.py", "test_b.py"} <= set(facts.get("tree").names)
    (tmp_path / "test_b.py").unlink()
    found = list(check(*(facts.get(name) for name in ("sources", "config", "interpreter", "modules"))))
    assert {file.path for file in facts.get("sources") if file.fault} == {"test_a.py", "test_b.py"}
    assert [problem.place.file for problem in found] == ["test_a.py"]
