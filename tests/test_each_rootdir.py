"""`diagnose --each-rootdir`: the projects of a repository, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from doctor.resources import schemas
from tests.command import doctor, marked, on_a_terminal, plant, wait_for

FAULT = "def test_a():\n    return 1 == 2\n"
GOOD = "def test_a():\n    assert 1\n"
MONOREPO = {
    ".git/HEAD": "",
    "pytest.ini": "[pytest]\ntestpaths = tests\n",
    "tests/test_root.py": FAULT,
    "pk/a/pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--foo"\n',
    "pk/a/tests/test_a.py": FAULT,
    "pk/b/setup.cfg": "[tool:pytest]\n",
    "pk/b/tests/test_a.py": FAULT,
    "pk/b/inner/tox.ini": "[pytest]\n",
    "pk/b/inner/test_i.py": FAULT,
    "pk/quiet/pytest.ini": "",
    "pk/quiet/test_q.py": GOOD,
    "node_modules/x/pytest.ini": "",
}
FILES = [
    "pk/a/pyproject.toml",
    "pk/a/tests/test_a.py",
    "pk/b/inner/test_i.py",
    "pk/b/tests/test_a.py",
    "tests/test_root.py",
]


@pytest.fixture
def monorepo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return plant(tmp_path / "repo", MONOREPO)


def document(folder: Path, *words: str, **env: str) -> dict[str, Any]:
    found: dict[str, Any] = doctor("diagnose", "--each-rootdir", "--format", "json", *words, cwd=folder, **env).json
    return found


def test_every_project_is_examined_once(monorepo: Path) -> None:
    found = document(monorepo)
    jsonschema.validate(found, json.loads(schemas()["report"].read_text(encoding="utf-8")))
    assert sorted({finding["file"] for finding in found["findings"]}) == FILES
    assert [each["path"] for each in found["projects"]] == [".", "pk/a", "pk/b", "pk/b/inner", "pk/quiet"]
    assert [each["configfile"] for each in found["projects"]][:3] == ["pytest.ini", "pyproject.toml", "setup.cfg"]
    assert [each["summary"]["error"] for each in found["projects"]] == [1, 2, 1, 1, 0]
    assert found["summary"]["error"] == 5
    assert found["summary"]["files"] == sum(each["summary"]["files"] for each in found["projects"]) == 5


def test_what_is_found_is_what_a_call_in_each_folder_finds(monorepo: Path) -> None:
    together = {(each["file"], each["rule"], each["message"]) for each in document(monorepo)["findings"]}
    alone = set()
    for folder in ("pk/a", "pk/b/inner", "pk/quiet"):
        found = doctor("diagnose", folder, "--format", "json", cwd=monorepo).json["findings"]
        alone |= {(f"{folder}/{each['file']}", each["rule"], each["message"]) for each in found}
    assert {each for each in together if each[0].startswith(("pk/a", "pk/b/inner", "pk/quiet"))} == alone


def test_edits_are_those_of_the_right_file(monorepo: Path) -> None:
    fixes = [each["fix"]["edits"] for each in document(monorepo)["findings"] if each["rule"] == "test-returns-value"]
    assert sorted(edit["file"] for edits in fixes for edit in edits) == [file for file in FILES if "test_" in file]


def test_equal_findings_of_two_projects_have_fingerprints_of_their_own(monorepo: Path) -> None:
    prints = [each["fingerprint"] for each in document(monorepo)["findings"]]
    assert len(set(prints)) == len(prints)


def test_files_that_cannot_be_read_are_named_by_their_project(monorepo: Path) -> None:
    plant(monorepo, {"pk/a/tests/test_b.py": "def (", "pk/b/tests/test_b.py": "def ("})
    found = [each["what"] for each in document(monorepo)["skipped"]]
    assert found == ["pk/a/tests/test_b.py", "pk/b/tests/test_b.py"]


def test_text_names_projects_in_the_order_of_the_folders(monorepo: Path) -> None:
    done = doctor("diagnose", "--each-rootdir", cwd=monorepo)
    assert done.code == 1
    heads = [line.partition(":")[0] for line in done.out.splitlines() if ". pytest " in line]
    assert heads == [".", "pk/a", "pk/b", "pk/b/inner"]  # a project without findings is only counted
    assert "--> pk/a/tests/test_a.py:2:5" in done.out
    assert "2 |     return 1 == 2" in done.out
    assert done.out.splitlines()[-1].startswith("5 errors, 0 warnings in 4 of 5 projects; 4 fixable")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_progress_is_for_terminals(monorepo: Path) -> None:
    words = [sys.executable, "-m", "doctor", "diagnose", "--each-rootdir"]
    assert "5 of 5 projects" in on_a_terminal(words, monorepo, NO_COLOR="1")
    assert "\r" not in doctor("diagnose", "--each-rootdir", cwd=monorepo).out


def test_reports_are_remembered(monorepo: Path) -> None:
    site = f".venv/lib/python3.{sys.version_info[1]}/site-packages/pytest-9.2.0.dist-info/METADATA"
    home = f"home = {Path(sys.executable).parent}\nversion = {sys.version.split()[0]}\n"
    metadata = "Metadata-Version: 2.1\nName: pytest\nVersion: 9.2.0\n"
    plant(monorepo, {".venv/pyvenv.cfg": home, ".venv/bin/python": "", site: metadata})
    first = document(monorepo)
    kept = projects_in(monorepo.parent / "cache" / "pytest-doctor" / "reports")
    assert sorted(kept) == sorted(str(Path(monorepo, each["path"])) for each in first["projects"])
    assert document(monorepo)["findings"] == first["findings"]
    plant(monorepo, {"pk/quiet/test_q.py": FAULT})
    assert len(document(monorepo)["findings"]) == len(first["findings"]) + 1


def projects_in(file: Path) -> list[str]:
    """What the store holds, by its keys."""
    code = "from doctor.facts import cache; print(*cache.of('reports')._index, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert file.exists()
    return done.stdout.splitlines()


def test_a_plain_call_says_that_there_are_projects_below(monorepo: Path) -> None:
    (monorepo / "pytest.ini").unlink()
    for _ in range(2):  # also when the report is remembered
        assert (
            "4 folders below have a pytest configuration of their own; --each-rootdir"
            in doctor("diagnose", cwd=monorepo).err
        )
    assert "--each-rootdir" not in doctor("diagnose", "pk/b", cwd=monorepo).err
    assert "--each-rootdir" not in doctor("diagnose", "-q", cwd=monorepo).err


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes", "--diff", "--verify"])
def test_it_only_examines(monorepo: Path, option: str) -> None:
    done = doctor("diagnose", "--each-rootdir", option, cwd=monorepo)
    assert done.code == 2
    assert f"call {option} in one project" in done.err


def test_there_has_to_be_a_project(tmp_path: Path) -> None:
    plant(tmp_path, {"test_a.py": GOOD})
    done = doctor("diagnose", "--each-rootdir", cwd=tmp_path)
    assert done.code == 2
    assert "no folder at or below" in done.err


def test_settings_are_those_of_each_project(monorepo: Path) -> None:
    plant(monorepo, {"pk/b/inner/pytest-doctor.toml": 'ignore = ["test-returns-value"]\n'})
    plant(monorepo, {"pk/a/pytest-doctor.toml": "selekt = []\n"})
    done = doctor("diagnose", "--each-rootdir", "--format", "json", cwd=monorepo)
    assert done.code == 2  # one cannot be examined, the others are
    assert "pk/a: " in done.err
    assert "selekt" in done.err
    assert [each["error"] is None for each in done.json["projects"]] == [True, False, True, True, True]
    assert [each["what"] for each in done.json["skipped"] if "selekt" in each["reason"]] == ["pk/a"]
    assert sorted(each["file"] for each in done.json["findings"]) == [FILES[3], FILES[4]]


def test_a_baseline_is_of_them_all(monorepo: Path) -> None:
    written = doctor("diagnose", "--each-rootdir", "--baseline", "known.json", "--update-baseline", cwd=monorepo)
    assert written.code == 0
    assert "now holds 5" in written.err
    plant(monorepo, {"pk/quiet/test_q.py": FAULT})
    done = doctor("diagnose", "--each-rootdir", "--baseline", "known.json", cwd=monorepo)
    assert done.code == 1
    assert done.out.splitlines()[-1].startswith("1 error, 0 warnings in 1 of 5 projects")
    assert "5 in the baseline" in done.err


def test_a_project_that_kills_its_process_is_named(monorepo: Path) -> None:
    """As the kernel does where there is no memory left."""
    code = (
        "import os, signal, sys, doctor.commands.one as one\n"
        "real = one.examined\n"
        "def examined(task):\n"
        "    if task.folder == 'pk/b':\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(task)\n"
        "one.examined = examined\n"
        "from doctor.__main__ import main\n"
        "sys.exit(main(['diagnose', '--each-rootdir', '--format', 'json']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=monorepo, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "pk/b: the process that examined it was killed by signal 9" in done.stderr
    told = json.loads(done.stdout)
    assert [each["what"] for each in told["defects"]] == ["pk/b"]
    assert sorted({each["file"] for each in told["findings"]}) == [file for file in FILES if "pk/b/tests" not in file]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["2", "8"])
def test_nothing_is_left_of_a_call_that_is_interrupted(tmp_path: Path, number: int, jobs: str) -> None:
    many = "".join(f"def test_{index}():\n    assert {index}\n\n\n" for index in range(400))
    files = {f"p{index}/pytest.ini": "" for index in range(2)}
    files |= {f"p{index}/test_{each}.py": many for index in range(2) for each in range(301)}
    plant(tmp_path, files)
    mark = {"MARK": f"{tmp_path}"}
    words = [sys.executable, "-m", "doctor", "diagnose", "--each-rootdir", "--no-cache", "-j", jobs]
    process = subprocess.Popen(words, cwd=tmp_path, env={**os.environ, **mark}, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: len(marked(tmp_path)) >= 3)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[signal.Signals(number)]
    assert "Traceback" not in said
    wait_for(lambda: not marked(tmp_path))
