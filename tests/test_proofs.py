"""What the rules claim of pytest is what the real pytest does: before the cure, and after it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

import pytest

from doctor.explain.messages import recognise
from tests.casefile import all_cases, case_id, lay_fixed, read
from tests.environments import environment, run_pytest

MOST = None if os.environ.get("PYTEST_DOCTOR_TEST_MATRIX") == "full" else 1  # of one rule, good and bad each


def proven(kind: str) -> Iterator[Path]:
    """The cases with a proof: each takes a second or two, so that one of a rule has to do, unless all are wanted."""
    for _, folders in groupby(all_cases(kind), key=lambda folder: folder.parent):
        yield from islice((folder for folder in folders if "proof" in read(folder)), MOST)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [*proven("bad"), *proven("good")], ids=case_id)
def test_pytest_does_what_the_case_says(folder: Path, tmp_path: Path) -> None:
    case = read(folder)
    proof = case["proof"]
    python = environment(proof["requires"])
    project = shutil.copytree(folder / "project", tmp_path / "project")
    called_from = project / case.get("below", "")
    call = (called_from, case.get("args", []), case.get("env", {}), proof.get("plain", False))
    code, output = run_pytest(python, *call)
    assert code == proof["exit"], output
    assert re.search(proof["output"], output, re.M | re.S), output
    if code and folder.name.startswith("bad-"):
        explaining = {rule for said in recognise(output) for rule in said.message.rules}
        assert (folder.parent.name in explaining) is not proof.get("unsaid", False), output
    if "fixed_exit" in proof:
        shutil.copytree(folder / "project", project, dirs_exist_ok=True)  # --basetemp may have emptied a folder
        lay_fixed(folder, project)
        code, output = run_pytest(python, *call)
        assert code == proof["fixed_exit"], output
        assert re.search(proof.get("fixed_output", ""), output, re.M | re.S), output
