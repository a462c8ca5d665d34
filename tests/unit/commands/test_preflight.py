"""`preflight`: the table, its exit codes, the proof by a real collection, and the gate on a finished run."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from threading import Thread

import pytest

from doctor.commands.amounts import megabytes, percent
from doctor.commands.needs import memory, variables
from doctor.commands.needs import network as outside
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.facts.junit import junit
from doctor.facts.providers import facts_of
from doctor.model.checks import PassRate
from doctor.model.config import CommandLine, GivenOption, Source
from doctor.model.environment import Container, Distributions, Network, Variables
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.plugins import Kind, Plugin, Plugins
from tests.casefile import distributions
from tests.command import doctor, plant
from tests.environments import environment


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "pytest.ini").write_text("[pytest]\n")
    (root / "test_a.py").write_text("def test_a(): pass\ndef test_b(): pass\n")
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_ACTIONS", "PYTEST_ADDOPTS", "DOCKER_HOST"):
        monkeypatch.delenv(name, raising=False)
    return root


def preflight(project: Path, *args: str, **env: str) -> tuple[int, dict]:
    done = doctor("preflight", ".", "--python", sys.executable, "--format", "json", *args, cwd=project, **env)
    found = json.loads(done.out) if done.out else {"error": done.err, "checks": []}
    return done.code, found | {"rows": {row["name"]: row for row in found["checks"]}}


def test_a_healthy_project_is_ok(project: Path) -> None:
    code, found = preflight(project, "--collect")
    assert (code, found["ok"]) == (0, True)
    assert found["rows"]["collection"]["reason"].startswith("2 tests in ")


def test_a_finding_fails_its_row_and_tells_the_cure(project: Path) -> None:
    (project / "pytest.ini").write_text("[pytest]\nminversion = 99\n")
    code, found = preflight(project)
    assert code == 1
    assert found["rows"]["versions"]["status"] == "failed"
    assert "[minversion-unmet]" in found["rows"]["versions"]["reason"]
    assert found["rows"]["versions"]["cure"]
    assert found["rows"]["diagnosis"]["status"] == "ok"


def test_the_profiles_file_is_the_one_that_is_examined(project: Path) -> None:
    code, found = preflight(project, "--profile", "docker")
    assert code == 2
    assert "generate --profile docker" in found["error"]
    (project / "pytest-docker.ini").write_text("[pytest]\naddopts = --not-there\n")
    assert preflight(project)[0] == 0
    code, found = preflight(project, "--profile", "docker", "--collect")
    assert code == 1
    assert "--not-there" in found["rows"]["diagnosis"]["reason"]
    assert "unrecognized arguments: --not-there" in found["rows"]["collection"]["reason"]
    assert doctor("diagnose", "--python", sys.executable, "--profile", "docker", cwd=project).code == 1


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "a b"])
def test_a_profiles_name_is_no_path(project: Path, name: str) -> None:
    assert preflight(project, "--profile", name)[0] == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is seen in /proc")
def test_a_collection_past_the_limit_fails(project: Path) -> None:
    code, found = preflight(project, "--collect", "--memory", "12m")
    assert code == 1
    assert "the limit is 12 MB" in found["rows"]["collection"]["reason"]


def test_an_unsupported_python_fails(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "a"\nversion = "1"\nrequires-python = ">=4"\n')
    code, found = preflight(project)
    assert code == 1
    assert "the project requires >=4" in found["rows"]["interpreter"]["reason"]


def test_the_table_stands_on_the_page_of_the_job(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "summary.md"))
    assert preflight(project)[0] == 0
    assert "| interpreter | ok |" in (project / "summary.md").read_text()


def write(project: Path, text: str) -> str:
    (project / "report.xml").write_text(text)
    return str(project / "report.xml")


def test_the_gate_is_exact(project: Path) -> None:
    cases = "".join(f'<testcase classname="a" name="t{number}"/>' for number in range(19))
    file = write(project, f'<testsuite>{cases}<testcase classname="a" name="bad"><failure/></testcase></testsuite>')
    code, found = preflight(project, "--min-pass-rate", "95", "--junit", file)
    assert code == 0
    assert found["rows"]["pass rate"]["reason"].startswith("19 of 20 passed = 95 % ≥ 95 %")
    assert preflight(project, "--min-pass-rate", "95.0001", "--junit", file)[0] == 1


def test_a_run_without_tests_does_not_pass(project: Path) -> None:
    file = write(project, '<testsuite><testcase name="a"><skipped/></testcase></testsuite>')
    assert preflight(project, "--min-pass-rate", "0", "--junit", file)[0] == 1


def test_suites_within_suites_and_reruns(tmp_path: Path) -> None:
    again = '<testcase name="a"><failure/></testcase><testcase name="a"/>'
    file = write(tmp_path, f"<testsuites><testsuite>{again}<testsuite>{again}</testsuite></testsuite></testsuites>")
    assert junit(file) == PassRate(passed=2)


BOMB = '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><testsuite name="&b;"/>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "declares the entity 'a'"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite>&x;</testsuite>', "declares the entity"),
        ("<testsuite>" * 100, "more than 50 deep"),
        ("<testsuite><testcase", "is no JUnit XML"),
        ("<html/>", "begins with <html>"),
        ("", "is no JUnit XML"),
        ("\x00\x01", "is no JUnit XML"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        junit(write(tmp_path, text))


def test_a_file_that_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--junit-xml"):
        junit(str(tmp_path / "gone.xml"))


@pytest.mark.parametrize(("text", "value"), [("256m", 256), ("1g", 1024), ("512", 512), ("1.5G", 1536)])
def test_amounts_of_memory(text: str, value: float) -> None:
    assert megabytes(text, "--memory") == value


@pytest.mark.parametrize("text", ["", "x", "-1m", "nan", "inf", "0", "5q"])
def test_amounts_that_are_none(text: str) -> None:
    with pytest.raises(UsageError):
        megabytes(text, "--memory")


def test_rates() -> None:
    assert percent("99.9%", "--min-pass-rate") == Fraction(999, 10)
    for text in ("101", "-1", "x", "1/0", "nan"):
        with pytest.raises(UsageError):
            percent(text, "--min-pass-rate")


@pytest.mark.slow
@pytest.mark.parametrize("version", ["7.4.4", "8.4.2", "9.2.0"])
def test_what_pytest_itself_writes(project: Path, version: str) -> None:
    python = str(environment([f"pytest=={version}"]))
    (project / "test_a.py").write_text(
        "import pytest\ndef test_a(): pass\ndef test_b(): assert 0\ndef test_c(): pytest.skip('x')\n"
        "@pytest.fixture\ndef bad():\n    yield\n    raise OSError\ndef test_d(bad): pass\ndef test_e(bad): assert 0\n"
    )
    file = project / "report.xml"
    subprocess.run([python, "-m", "pytest", f"--junit-xml={file}"], cwd=project, check=False, capture_output=True)
    assert junit(str(file)) == PassRate(passed=1, failed=1, errors=2, skipped=1)
    assert preflight(project, "--python", python, "--collect")[0] == 0


def test_a_generated_file_that_was_edited_is_out_of_step(project: Path) -> None:
    made = doctor("generate", "--profile", "docker", "--python", sys.executable, "--no-verify", cwd=project)
    assert made.code == 0, made.err
    code, found = preflight(project, "--profile", "docker")
    assert (code, found["rows"]["in step"]["status"]) == (0, "ok")
    file = project / "pytest-docker.ini"
    file.write_text(file.read_text().replace("    -ra\n", "    -rA\n"))
    code, found = preflight(project, "--profile", "docker")
    assert (code, found["rows"]["in step"]["status"]) == (1, "failed")
    assert found["rows"]["in step"]["cure"] == "pytest-doctor generate --profile docker"
    assert found["rows"]["diagnosis"]["status"] == "ok", "it is told once"
    code, found = preflight(project)
    assert (code, "[generated-file-edited]" in found["rows"]["in step"]["reason"]) == (1, True)


def test_a_configuration_of_ones_own_is_not_compared(project: Path) -> None:
    assert preflight(project)[1]["rows"]["in step"]["status"] == "skipped"


READS = """\
import os
import pytest

KEY = os.environ["SHOP_KEY"]

@pytest.fixture
def url():
    return os.environ["SHOP_URL"]
"""


def test_variables_that_tests_cannot_do_without(project: Path) -> None:
    (project / "conftest.py").write_text(READS)
    code, found = preflight(project)
    row = found["rows"]["variables"]
    assert (code, row["status"]) == (1, "failed")
    assert "SHOP_KEY is missing, which conftest.py:4:7 reads without a default, when the file is" in row["reason"]
    assert "SHOP_URL is missing, which conftest.py:8:12 reads without a default, in url" in row["reason"]
    code, found = preflight(project, SHOP_KEY="k", SHOP_URL="u")
    assert (code, found["rows"]["variables"]["reason"]) == (0, "present: SHOP_KEY, SHOP_URL")
    assert preflight(project, "--env", "SHOP_KEY=k", "--env", "SHOP_URL=u")[0] == 0


def test_variables_may_come_from_a_file(project: Path) -> None:
    (project / "conftest.py").write_text("from dotenv import load_dotenv\nload_dotenv()\n" + READS)
    row = preflight(project)[1]["rows"]["variables"]
    assert (row["status"], row["reason"]) == ("ok", "a file may set: SHOP_KEY, SHOP_URL")


def test_variables_of_tests_that_may_be_left_out(project: Path) -> None:
    (project / "conftest.py").write_text(READS.replace('os.environ["SHOP_KEY"]', "1"))
    assert preflight(project)[1]["rows"]["variables"]["status"] == "failed"
    (project / "pytest.ini").write_text("[pytest]\naddopts = -k 'not shop'\n")
    code, found = preflight(project)
    assert (code, found["rows"]["variables"]["status"]) == (0, "skipped")
    (project / "conftest.py").write_text(READS)
    assert preflight(project)[0] == 1


@pytest.mark.parametrize(("env", "status"), [("SHOP_KEY=k\n    D:SHOP_URL=u", "ok"), ("SHOP_KEY=k", "failed")])
def test_variables_may_come_from_pytest_env(project: Path, env: str, status: str) -> None:
    plant(project, {"conftest.py": READS, "pytest.ini": f"[pytest]\nenv =\n    {env}\n"})
    installed = distributions({"pytest": "9.2.0", "pytest-env": "1.1.5"}, True)
    call = Invocation(str(project), variables={}, use_cache=False)
    row = variables(facts_of(call, distributions=installed, variables=Variables({}), pytest_version="9.2.0"))
    assert row.status == status, row


class Engine(Thread):
    """Answers once, as an engine or as something else that listens there."""

    def __init__(self, path: Path, words: bytes) -> None:
        super().__init__(daemon=True)
        self.asked, self._words = b"", words
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()

    def run(self) -> None:
        with self._socket, self._socket.accept()[0] as stream:
            self.asked = stream.recv(1000)
            stream.sendall(self._words)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="sockets with a path")
@pytest.mark.parametrize(
    ("words", "status"), [(b"HTTP/1.0 200 OK\r\n\r\nOK", "ok"), (b"HTTP/1.0 500 Oh\r\n\r\n", "failed"), (b"", "failed")]
)
def test_an_engine_is_asked_where_tests_start_containers(project: Path, words: bytes, status: str) -> None:
    path = project / "engine.sock"
    engine = Engine(path, words)
    engine.start()
    env = {"DOCKER_HOST": f"unix://{path}"}
    assert preflight(project, **env)[1]["rows"]["engine"]["reason"] == ""
    assert engine.asked == b"", "no test wants it"
    (project / "test_a.py").write_text("import testcontainers.postgres\n\ndef test_a(): pass\ndef test_b(): pass\n")
    found = preflight(project, **env)[1]["rows"]["engine"]
    engine.join(5)
    assert (found["status"], engine.asked[:10]) == (status, b"GET /_ping"), found
    assert ("answers, for testcontainers" if status == "ok" else "does not answer: it answers") in found["reason"]


def test_an_engine_that_nobody_runs(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (project / "test_a.py").write_text("import testcontainers.postgres\n\ndef test_a(): pass\n")
    row = preflight(project, DOCKER_HOST=f"tcp://127.0.0.1:{port}")[1]["rows"]["engine"]
    assert (row["status"], "refused" in row["reason"]) == ("failed", True), row


def test_memory_of_all_processes(project: Path) -> None:
    code, found = preflight(project, "--collect", "--memory", "4g")
    row = found["rows"]["memory"]
    assert (code, row["status"]) == (0, "ok")
    assert re.fullmatch(r"\d+ MB before the first test runs, of 4096 MB", row["reason"])


@pytest.mark.parametrize(
    ("have", "status", "cure"), [(1000.0, "ok", ""), (400.0, "failed", "use -n 3"), (150.0, "failed", "give it more")]
)
def test_memory_of_workers(have: float, status: str, cure: str) -> None:
    option = GivenOption("-n", ("-n", "--numprocesses"), "6", Place("pytest.ini", 2), Source.ADDOPTS, known=True)
    given = {"command_line": CommandLine((option,), ()), "container": Container(), "variables": Variables({})}
    plugin = Plugin("xdist", Kind.INSTALLED, "xdist.plugin", "pytest-xdist", "3.8.0")
    given |= {"plugins": Plugins((plugin,)), "distributions": Distributions({}, True, "case")}
    row = memory(Facts({}, given), 100.0, have)
    assert (row.status, row.cure[: len(cure)]) == (status, cure), row
    assert row.reason == f"100 MB × (6 workers + 1) = 700 MB before the first test runs, of {have:.0f} MB"


def test_a_way_to_the_outside_for_tests_that_want_one(project: Path) -> None:
    network = Network(True, ("lo",), False, True, True)
    marked = plant(project, {"test_a.py": "import pytest\n\n@pytest.mark.network\ndef test_a(): pass\n"})
    call = Invocation(str(marked), variables={}, use_cache=False)
    for args, status in (((), "failed"), (("-m", "not network"), "ok"), (("-m", "slow"), "failed")):
        row = outside(facts_of(call.replace(args=args), network=network))
        assert row.status == status, row
    assert outside(facts_of(call, network=network.replace(default_route=True))).status == "ok"
