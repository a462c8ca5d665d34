"""What is shipped of our own guard is what its source says."""

from __future__ import annotations

import json

from doctor.resources import knowledge
from tools.knowledge.distributions import read_guard


def test_the_guard_is_known_as_it_is() -> None:
    rows = json.loads(knowledge("plugins.json").read_text(encoding="utf-8"))
    shipped = next(row for row in rows if row["distribution"] == "pytest-guard")
    assert shipped == json.loads(json.dumps(read_guard())), "run tools/build_knowledge --only guard"


def test_nothing_of_it_is_worked_out_at_run_time() -> None:
    """A plugin that computes its names makes the doctor unsure of every unknown name."""
    (plugin,) = read_guard()["plugins"]
    assert "computed" not in plugin
    assert {"guard_sandbox", "guard_leaks"} <= {key[0] for key in plugin["ini"]}
    assert "live_process" in {fixture[0] for fixture in plugin["fixtures"]}
