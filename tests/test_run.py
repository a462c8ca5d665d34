"""`pytest-doctor run` over real processes that crash, hang, leave others behind, and are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.command import Done, doctor, plant
from tests.environments import environment
from tests.guard.installed import folder, python

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

CRASH = {
    "pytest.ini": "[pytest]\nmarkers = big\n",
    "tests/test_a.py": """
import os, signal
def test_before(): pass
def test_crash(): os.kill(os.getpid(), signal.SIGSEGV)
def test_after(): assert False, "seen"
""",
    "tests/test_b.py": """
import os, subprocess
def test_told(): assert "SIGSEGV in tests/test_a.py::test_crash" in os.environ["PYTEST_GUARD_DIRTY"]
def test_leaves(): subprocess.Popen(["sleep", "987"], start_new_session=True)
""",
    "tests/test_c.py": """
import os
def test_c(): assert "sleep 987" in os.environ["PYTEST_GUARD_DIRTY"]
""",
    "tests/test_d.py": "import os\nos._exit(7)\n",
    "tests/test_e.py": "import there_is_no_such_module\n",
    "tests/test_f.py": "def test_f(): pass\n",
}


def run(project: Path, *words: str, **env: str) -> Done:
    words = ("run", "--python", sys.executable, "--state", str(project.parent / "state"), *words)
    return doctor(*words, cwd=project, **env)


def alive(sign: str) -> list[str]:
    """Processes with this word in their command line."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
            dead = (process / "stat").read_text().rpartition(")")[2].split()[0] in "ZX"
        except OSError:
            continue
        if sign in command and not dead and int(process.name) != os.getpid():
            found.append(command)
    return found


def test_it_goes_on_after_each_fault(tmp_path: Path) -> None:
    project = plant(tmp_path / "p", CRASH)
    done = run(project, "--batch-size", "1", "--format", "json", "--junit", str(tmp_path / "all.xml"))
    assert done.code == 1, done.err
    report = done.json
    outcomes = {test["test"]: test["outcome"] for batch in report["batches"] for test in batch["tests"]}
    assert sum(len(batch["tests"]) for batch in report["batches"]) == len(outcomes), "nothing is run in two batches"
    assert outcomes == {
        "tests/test_a.py::test_before": "passed",
        "tests/test_a.py::test_crash": "crashed",
        "tests/test_a.py::test_after": "failed",
        "tests/test_b.py::test_told": "passed",
        "tests/test_b.py::test_leaves": "passed",
        "tests/test_c.py::test_c": "passed",
        "tests/test_d.py": "crashed",
        "tests/test_e.py": "error",
        "tests/test_f.py::test_f": "passed",
    }
    assert report["batches"][0]["processes"] == 2
    assert "left a process running, which was ended: sleep 987" in report["batches"][1]["notes"][0]
    assert report["pass_rate"] == round(500 / 9, 3)
    assert not alive("sleep\x00987")
    suites = ET.parse(tmp_path / "all.xml").getroot()
    assert sum(int(suite.get("tests", 0)) for suite in suites) == 9
    assert suites.find(".//testcase[@name='test_crash']/error").get("message") == "crashed: was killed by SIGSEGV"


def test_a_hang_is_ended_and_shows_its_stack(tmp_path: Path) -> None:
    files = {"test_h.py": "import time\ndef test_h():\n    time.sleep(99)  # here\ndef test_next(): pass\n"}
    done = run(plant(tmp_path / "p", files), "--timeout", "2")
    assert done.code == 1
    assert "crashed: test_h.py::test_h: hung, and was ended" in done.out
    assert 'test_h.py", line 3 in test_h' in done.out
    assert "1 crashed, 1 passed" in done.out


def test_options_of_the_project_hold_for_each_batch(tmp_path: Path) -> None:
    files = {
        "pytest.ini": "[pytest]\naddopts = --junitxml=own.xml -k 'not left_out'\ntestpaths = t\n",
        "conftest.py": "import pytest\n@pytest.fixture\ndef here(pytestconfig): return pytestconfig.rootpath.name\n",
        "t/test_x.py": "def test_x(here): assert here == 'p'\ndef test_left_out(): assert 0\n",
        "t/test_y.py": "def test_y(): pass\n",
        "other/test_z.py": "assert 0\n",
    }
    done = run(plant(tmp_path / "p", files), "--batch-size", "1", "-j", "2")
    assert done.code == 0, done.out + done.err
    assert "2 passed; pass rate 100.0 %; 2 batches" in done.out
    suites = ET.parse(tmp_path / "p" / "own.xml").getroot()
    names = {(case.get("classname"), case.get("name")) for case in suites.iter("testcase")}
    assert names == {("t.test_x", "test_x"), ("t.test_y", "test_y")}


def test_markers_and_shards(tmp_path: Path) -> None:
    text = "import pytest\n@pytest.mark.big\ndef test_big(): pass\ndef test_small(): pass\n"
    project = plant(tmp_path / "p", {"pytest.ini": "[pytest]\nmarkers = big\n", "test_1.py": text, "test_2.py": text})
    by_marker = run(project, "--by", "marker", "--format", "json").json
    assert {batch["name"]: len(batch["tests"]) for batch in by_marker["batches"]} == {"big": 2, "no marker": 2}
    parts = [run(project, "--shard", f"{part}/2", "--format", "json").json["batches"] for part in (1, 2)]
    assert sorted(batch["name"] for part in parts for batch in part) == ["test_1.py", "test_2.py"]


@pytest.mark.slow
def test_so_many_failures_end_the_run(tmp_path: Path) -> None:
    """What was not run is run by `--resume`."""
    red = "def test_1(): assert 0\ndef test_2(): assert 0\ndef test_3(): pass\n"
    files = {f"test_{number}.py": red for number in range(5)}
    project = plant(tmp_path / "p", {"pytest.ini": "[pytest]\naddopts = --maxfail=3\n", **files})
    done = run(project, "--batch-size", "1", "--format", "json").json
    assert [len(batch["tests"]) for batch in done["batches"]] == [3, 1]
    assert done["stopped"] == "stopped after 3 failures, as -x or --maxfail has it"
    done = run(project, "--resume", "--format", "json").json
    assert [len(batch["tests"]) for batch in done["batches"]] == [3, 3, 2], "the next three failures"
    project = plant(tmp_path / "q", {"pytest.ini": "[pytest]\naddopts = -x\n", **files})
    done = run(project, "--batch-size", "1")
    assert done.code == 1
    assert "1 failed;" in done.out
    assert "1 of 5 batches" in done.out
    assert "stopped after 1 failure, as -x or --maxfail has it; go on with --resume" in done.out


@pytest.mark.slow
def test_coverage_is_that_of_all_batches(tmp_path: Path) -> None:
    """Two at once, one of which loses a process; as much as one pytest measures, and judged at the end."""
    lines = "def {0}():\n    first = 1\n    return first\n\n\n"
    files = {
        "pytest.ini": "[pytest]\naddopts = --cov=own --cov-report=term-missing --cov-report=xml --cov-fail-under=75\n",
        "own.py": "".join(lines.format(name) for name in ("one", "two", "three", "four")),
        **{f"test_{name}.py": f"import own\ndef test_{name}(): own.{name}()\n" for name in ("one", "two", "three")},
        "test_dies.py": "import os, own\ndef test_dies():\n    own.four()\n    os._exit(3)\n",
    }
    project = plant(tmp_path / "p", files)
    python_with = str(environment(["pytest==9.2.0", "pytest-cov==7.0.0"]))
    words = ("run", "--python", python_with, "--state", str(tmp_path / "state"), "--batch-size", "1", "-j", "2")
    done = doctor(*words, cwd=project)
    assert "own.py      12      2    83%   17-18" in done.out, done.out + done.err
    assert "required test coverage of 75 % reached: 83.33 %" in done.out
    assert ET.parse(project / "coverage.xml").getroot().get("line-rate") == "0.8333"
    shown = subprocess.run([python_with, "-m", "coverage", "report"], cwd=project, capture_output=True, text=True)
    assert "83%" in shown.stdout, "the data are where a single run has them"
    (project / "test_dies.py").unlink()
    assert doctor(*words, cwd=project).code == 0
    strict = doctor(*words, "--", "--cov-fail-under=90", cwd=project)
    assert strict.code == 1, strict.out + strict.err
    assert "3 passed; pass rate 100.0 %" in strict.out
    assert "required test coverage of 90 % not reached: 83.33 %" in strict.out


def started(project: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "doctor", "run", "--python", sys.executable, "--batch-size", "1"]
    env = {**os.environ, "NO_COLOR": "1"}
    return subprocess.Popen(
        [*command, "--state", str(project.parent / "state"), *words], cwd=project, env=env, stdout=subprocess.PIPE
    )


def waited(file: Path) -> None:
    for _ in range(1200):  # a minute
        if file.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{file} never came")


SLOW = {
    "test_1.py": "def test_1(): open('ran-1', 'a').write('x')\n",
    "test_2.py": """
import os, subprocess, time
def test_2():
    open('ran-2', 'a').write('x')
    if os.path.exists('slow'):
        subprocess.Popen(["sleep", "986"], start_new_session=True)
        open('now', 'w').close()
        time.sleep(99)
""",
    "test_3.py": "def test_3(): open('ran-3', 'a').write('x')\n",
    "slow": "",
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_and_resumed(tmp_path: Path, number: signal.Signals) -> None:
    project = plant(tmp_path / "p", SLOW)
    process = started(project, "--junit", str(tmp_path / "all.xml"))
    waited(project / "now")
    process.send_signal(number)
    said, _ = process.communicate(timeout=60)
    for _ in range(400):
        if not alive(str(tmp_path)) and not alive("sleep\x00986"):
            break
        time.sleep(0.05)
    assert not alive(str(tmp_path)), "a process of the batch outlived us"
    assert not alive("sleep\x00986")
    if number != signal.SIGKILL:
        assert process.returncode == 130
        assert b"go on with --resume" in said
    (project / "slow").unlink()
    done = run(project, "--resume")  # how it is divided, and where JUnit's file goes, need not be said again
    assert done.code == 0, done.out + done.err
    assert len(ET.parse(tmp_path / "all.xml").getroot().findall(".//testcase")) == 3
    assert "3 passed" in done.out
    ran = {name: (project / name).read_text() for name in ("ran-1", "ran-2", "ran-3")}
    assert ran == {"ran-1": "x", "ran-2": "xx", "ran-3": "x"}, "what was done is not run again"


def test_a_resumed_run_has_to_be_the_same(tmp_path: Path) -> None:
    project = plant(tmp_path / "p", {"test_1.py": "def test_1(): pass\n"})
    assert run(project).code == 0
    done = run(project, "--resume", "--by", "folder")
    assert done.code == 2
    assert "--resume: the run that was begun had by 'file', and this call has 'folder'" in done.err


def test_called_wrongly(tmp_path: Path) -> None:
    project = plant(tmp_path / "p", {"pytest.ini": "[pytest]\naddopts = --no-such-option\n", "test_1.py": ""})
    assert "--by is 'test', but must be one of file, folder, marker" in run(project, "--by", "test").err
    assert "--batch-size is 0" in run(project, "--batch-size", "0").err
    done = run(project)
    assert done.code == 2
    assert "unrecognized arguments: --no-such-option" in done.err
    assert "Traceback" not in done.err
    missing = run(plant(tmp_path / "q", {"test_1.py": ""}), "--shard", "1/2", "--record", "none.db")
    assert "none.db does not exist; record runs with pytest --guard-record=none.db" in missing.err


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    """Each of 100 tests kills the process that it runs in; each is told, none is lost, nothing is left."""
    text = "import os, pytest, subprocess\n@pytest.mark.parametrize('n', range(25))\ndef test_kill(n):\n"
    text += "    subprocess.Popen(['sleep', '985'], start_new_session=True)\n    os.kill(os.getpid(), 9)\n"
    project = plant(tmp_path / "p", {f"test_{n}.py": text for n in range(4)})
    done = run(project, "--batch-size", "1", "-j", "4", "--format", "json")
    report = json.loads(done.out)
    assert report["summary"]["crashed"] == 100
    assert {test["outcome"] for batch in report["batches"] for test in batch["tests"]} == {"crashed"}
    assert not alive("sleep\x00985")


@pytest.mark.slow
def test_a_file_is_told_that_it_does_not_begin_clean(tmp_path: Path) -> None:
    """The application crashes in one file: the next one has a new one, and is told why."""
    files = {
        "conftest.py": """
import pytest, sys
@pytest.fixture(scope="session")
def app(live_process):
    return live_process([sys.executable, "-m", "http.server", "{port}", "--bind", "127.0.0.1"], name="app",
                        ready="http://127.0.0.1:{port}/")
""",
        "test_1.py": """
import os, signal, time
def test_alive(app): assert app.is_alive()
def test_crash(app):
    os.kill(app.pid, signal.SIGSEGV)
    time.sleep(0.3)
    os._exit(1)
""",
        "test_2.py": """
def test_next(app, guard_dirty):
    assert app.is_alive()
    assert "batch 1" in guard_dirty
    assert "test_1.py::test_crash" in guard_dirty
""",
    }
    project = plant(tmp_path / "p", files)
    words = ("run", "--python", str(python()), "--state", str(tmp_path / "state"), "--batch-size", "1")
    done = doctor(*words, cwd=project, PYTHONPATH=str(folder()))
    assert "1 crashed, 2 passed" in done.out, done.out + done.err
    assert not alive("http.server")
