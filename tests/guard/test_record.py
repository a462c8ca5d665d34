"""What a run leaves in the record, alone and with workers, killed, and where the file cannot be written."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.command import plant
from tests.guard.installed import folder, guarded, python
from tests.places import variables

pytestmark = pytest.mark.slow

PLUGINS = ("pytest==9.2.0", "pytest-xdist==3.8.0", "pytest-rerunfailures==16.1")
TESTS = {
    "pytest.ini": "[pytest]\nguard_record = kept/record.db\n",
    "test_r.py": """
import os, pytest
kept = []
def test_passes(): pass
def test_peaks(): bytearray(os.urandom(1) * 60_000_000)
def test_fails(): assert 0
def test_grows(): kept.append(bytearray(os.urandom(1) * 20_000_000))
@pytest.mark.skip
def test_skipped(): pass
@pytest.mark.xfail
def test_xfails(): assert 0
@pytest.fixture
def broken(): raise ValueError
def test_error(broken): pass
def test_flaky():
    with open("tries", "a") as file: file.write("x")
    assert len(open("tries").read()) == 3
""",
}
OUTCOMES = {
    "passes": "passed",
    "peaks": "passed",
    "fails": "failed",
    "grows": "passed",
    "skipped": "skipped",
    "xfails": "xfailed",
    "error": "error",
    "flaky": "passed",
}


def rows(project: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(project / "kept" / "record.db")) as base:
        base.row_factory = sqlite3.Row
        return base.execute(query).fetchall()


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run(tmp_path: Path, workers: str) -> None:
    project = plant(tmp_path, TESTS)
    code, said = guarded(python(*PLUGINS), project, "-n", workers, "--reruns", "2", "-p", "no:randomly")
    assert code == 1, said
    (run,) = rows(project, "SELECT * FROM runs")
    assert (run["exit_code"], run["workers"], run["pytest"]) == (1, int(workers), "9.2.0")
    assert run["command"] == f"-n {workers} --reruns 2 -p no:randomly"
    assert run["peak_mb"] > 20
    assert run["seconds"] > 0
    tests = {row["nodeid"].partition("::test_")[2]: row for row in rows(project, "SELECT * FROM tests")}
    assert {name: row["outcome"] for name, row in tests.items()} == OUTCOMES
    assert {name for name, row in tests.items() if row["reruns"]} == {"fails", "error", "flaky"}
    assert tests["flaky"]["reruns"] == 2
    assert tests["grows"]["growth_mb"] > 15
    assert tests["peaks"]["peak_mb"] > tests["passes"]["peak_mb"] + 40
    assert max(abs(tests[name]["growth_mb"]) for name in ("passes", "peaks")) < 5
    assert {row["worker"] for row in tests.values()} <= ({"gw0", "gw1"} if workers == "2" else {"master"})


def test_a_worker_that_crashes(tmp_path: Path) -> None:
    text = "import os\ndef test_a(): pass\ndef test_dies(): os._exit(3)\ndef test_b(): pass\n"
    project = plant(tmp_path, {"pytest.ini": TESTS["pytest.ini"], "test_c.py": text})
    guarded(python(*PLUGINS), project, "-n", "1")
    (crash,) = rows(project, "SELECT * FROM crashes")
    assert (crash["nodeid"], crash["worker"]) == ("test_c.py::test_dies", "gw0")
    found = {row["nodeid"]: row["outcome"] for row in rows(project, "SELECT * FROM tests")}
    assert found == {"test_c.py::test_a": "passed", "test_c.py::test_dies": "crashed", "test_c.py::test_b": "passed"}


def test_killed_and_shared(tmp_path: Path) -> None:
    """Four runs have one record, two of them are killed: the next that ends takes in what they left."""
    text = "import time\ndef test_first(): pass\ndef test_second(): time.sleep(0.2)\n"
    text += "def test_long(): open('now', 'a').write('x'); time.sleep(30)\n"
    project = plant(tmp_path, {"pytest.ini": TESTS["pytest.ini"], "test_k.py": text})
    env = {**variables(), "PYTHONPATH": str(folder())}
    command = [str(python(*PLUGINS)), "-m", "pytest", "-q"]
    doomed = [subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.DEVNULL) for _ in range(2)]
    while not (project / "now").exists() or len((project / "now").read_text()) < 2:
        time.sleep(0.1)
    short = [*command, "-k", "not long"]
    assert subprocess.run(short, cwd=project, env=env, stdout=subprocess.DEVNULL, check=False).returncode == 0
    (alive,) = rows(project, "SELECT * FROM runs")
    assert alive["exit_code"] == 0, "the journals of runs that live are not touched"
    for process in doomed:
        process.kill()
        process.wait()
    others = [subprocess.Popen(short, cwd=project, env=env, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(60) for process in others] == [0, 0]
    assert rows(project, "PRAGMA integrity_check")[0][0] == "ok"
    runs = rows(project, "SELECT exit_code, (SELECT count(*) FROM tests WHERE run = id) AS tests FROM runs")
    assert sorted((row["exit_code"] is None, row["tests"]) for row in runs) == [(False, 2)] * 3 + [(True, 2)] * 2
    assert [path.name for path in (project / "kept").iterdir()] == ["record.db"], "nothing is left beside it"


def test_a_record_that_cannot_be_written_at_the_end(tmp_path: Path) -> None:
    """What was measured stays, and the next run that can write takes it in."""
    text = "def test_a():\n    import sqlite3\n    with sqlite3.connect('kept/record.db') as base:"
    text += "\n        base.execute('PRAGMA user_version = 7')\n"
    project = plant(tmp_path, {"pytest.ini": TESTS["pytest.ini"], "test_v.py": text, "kept/other.txt": ""})
    code, said = guarded(python(*PLUGINS), project)
    assert code == 0, said
    assert "the record was not written" in said
    assert "it has version 7 of the record; this is version 1; it is kept in " in said
    (project / "kept" / "record.db").unlink()
    guarded(python(*PLUGINS), project, "--deselect=test_v.py")
    assert [row["nodeid"] for row in rows(project, "SELECT nodeid FROM tests")] == ["test_v.py::test_a"]


def test_parts_of_one_run(tmp_path: Path) -> None:
    project = plant(
        tmp_path, {"pytest.ini": TESTS["pytest.ini"], "test_p.py": "def test_a(): pass\ndef test_b(): 1/0\n"}
    )
    for wanted in ("test_b", "test_a"):
        guarded(python(*PLUGINS), project, "-k", wanted, PYTEST_GUARD_RUN="one")
    (run,) = rows(project, "SELECT * FROM runs")
    assert run["exit_code"] == 1
    assert [row["outcome"] for row in rows(project, "SELECT * FROM tests ORDER BY nodeid")] == ["passed", "failed"]


def test_a_file_that_is_none_of_ours(tmp_path: Path) -> None:
    project = plant(tmp_path, {"test_n.py": "def test_a(): pass\n", "text.db": "x" * 5000})
    for file, words in (("text.db", "file is not a database"), ("text.db/under", "text.db")):
        code, said = guarded(python(*PLUGINS), project, f"--guard-record={file}", "--strict-config", "-W", "error")
        assert code == 0, said
        assert "pytest-guard: the record was not written" in said
        assert words in said
    assert (project / "text.db").read_text() == "x" * 5000
    code, said = guarded(python(*PLUGINS), project, "--guard-record=new.db", "--collect-only")
    assert not (project / "new.db").exists()
