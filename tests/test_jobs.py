"""Many files are read, and their rules asked, in several processes: the report is the one of a single process."""

from __future__ import annotations

from pathlib import Path

from tests.command import doctor, plant

MANY = 130  # more than one process is given
FAULTS = (
    "import pytest\n\n\n@pytest.mark.parametrize('x', [1])\ndef test_a(y):\n    return y == {index}\n",
    "import os\n\n\ndef test_a():\n    os.environ['A'] = '{index}'\n\n\ndef test_b():\n    assert os.environ['A']\n",
    "import time\n\n\nasync def test_waits():\n    time.sleep({index})\n",
    "def test_twice():\n    assert {index}\n\n\ndef test_twice():\n    assert True\n",
    "print {index}\n",
)


def test_as_many_processes_as_one(tmp_path: Path) -> None:
    files = {f"tests/test_{index}.py": FAULTS[index % len(FAULTS)].format(index=index) for index in range(MANY)}
    project = plant(tmp_path / "project", {**files, "pytest.ini": "[pytest]\naddopts = -n 2 --strict-markers\n"})
    words = ("diagnose", "--no-cache", "--format", "json", "--pedantic", "--fail-on", "never")
    one = doctor(*words, "-j", "1", cwd=project).json
    several = doctor(*words, "-j", "3", cwd=project).json
    assert len({finding["topic"] for finding in one["findings"]}) > 3
    for report in (one, several):
        del report["summary"]["seconds"]
    assert one == several
