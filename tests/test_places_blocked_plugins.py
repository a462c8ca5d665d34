"""tests/projects/blocked-plugins: 82 async tests whose plugins are switched off, examined, mended and run anywhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.command import plant
from tests.environments import environment
from tests.places import HERE
from tests.places.doctor import command, findings, pytest_in
from tests.places.namespaces import without_loopback
from tests.places.podman import container, refusing_sockets
from tests.places.seccomp import refused_sockets

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parent / "projects" / "blocked-plugins"
FILES = ("test_crossings.py", "test_failures.py", "test_search.py", "test_timetable.py")
GREEN = r"81 passed, 1 skipped in"
COMPANY = ("pytest==8.4.2", "pytest-asyncio==1.2.0", "pytest-xdist==3.8.0")
VERSIONS = ("13.0", "15.1", "16.1")
BLOCKS = "    -p no:asyncio\n    -p no:rerunfailures\n"


GUARD = Path(__file__).parent.parent / "guard"
AGAIN = """\
import pytest

RUNS = []


@pytest.mark.flaky(reruns=2)
def test_second_time():
    RUNS.append(1)
    assert len(RUNS) > 1
"""


@pytest.fixture(scope="module")
def python() -> Path:
    return with_rerunfailures("16.1")


def with_rerunfailures(version: str) -> Path:
    """An environment in which the plugin opens a socket: pytest-xdist is loaded beside it."""
    return environment([*COMPANY, f"pytest-rerunfailures=={version}"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(SOURCE, tmp_path / "blocked-plugins")


@pytest.fixture
def unblocked(project: Path) -> Path:
    """The obvious cure: the two lines are gone, and conftest shall keep the plugin out of the sandbox."""
    ini = project / "pytest.ini"
    text = ini.read_text(encoding="utf-8")
    assert BLOCKS in text
    ini.write_text(text.replace(BLOCKS, ""), encoding="utf-8")
    return project


def test_nothing_is_collected(project: Path, python: Path) -> None:
    code, output = pytest_in(HERE, project, python)
    assert code == 2
    assert "collected 0 items / 4 errors" in output
    for name in FILES:
        assert f"ERROR tests/{name} - Failed: 'asyncio' not found in `markers` configuration option" in output


def test_diagnosis(project: Path, python: Path) -> None:
    done = findings(HERE, project, python)
    assert set(done) == {"marker-of-blocked-plugin"}
    text = command(HERE, project, "diagnose", ".", "--python", str(python))
    assert text.code == 1
    assert re.search(r"'asyncio' belongs to pytest-asyncio.*\n  --> pytest.ini:10:5", text.out)
    assert re.search(r"'flaky' belongs to pytest-rerunfailures.*\n  --> pytest.ini:11:5", text.out)


def test_obvious_cure_holds_only_where_sockets_are_allowed(unblocked: Path, python: Path) -> None:
    for sandbox in ("true", "false"):
        code, output = pytest_in(HERE, unblocked, python, SANDBOX_ENABLED=sandbox)
        assert (code, bool(re.search(GREEN, output))) == (0, True), output
        code, output = pytest_in(refused_sockets().needed(), unblocked, python, SANDBOX_ENABLED=sandbox)
        assert (code, "INTERNALERROR> PermissionError" in output) == (3, True), output


def test_diagnosis_of_the_obvious_cure(unblocked: Path, python: Path) -> None:
    assert findings(HERE, unblocked, python)["plugin-unregistered-too-late"]["line"] == 15
    there = findings(refused_sockets().needed(), unblocked, python, SANDBOX_ENABLED="true")
    assert set(there) == {"plugin-unregistered-too-late", "plugin-needs-socket"}


@pytest.fixture
def mended(project: Path) -> Path:
    """With the configurations that work: one for open places, one for the sandbox."""
    return shutil.copytree(SOURCE / "working", project, dirs_exist_ok=True)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("sandbox", ["true", "false"])
def test_sandbox_configuration_is_green_everywhere(version: str, sandbox: str, mended: Path) -> None:
    python = with_rerunfailures(version)
    for place in (HERE, without_loopback().needed(), refused_sockets().needed()):
        code, output = pytest_in(place, mended, python, "-c", "pytest-sandbox.ini", SANDBOX_ENABLED=sandbox)
        assert (code, bool(re.search(GREEN, output))) == (0, True), f"{place.name}\n{output}"


@pytest.mark.parametrize("version", VERSIONS)
def test_default_configuration_is_green_where_sockets_are_allowed(version: str, mended: Path) -> None:
    python = with_rerunfailures(version)
    code, output = pytest_in(HERE, mended, python)
    assert (code, bool(re.search(GREEN, output))) == (0, True), output
    code, output = pytest_in(refused_sockets().needed(), mended, python)
    assert (code, "INTERNALERROR> PermissionError" in output) == (3, True), output


def test_sandbox_configuration_in_a_container_without_sockets(tmp_path: Path, mended: Path, python: Path) -> None:
    place = container("--memory=256m", f"--security-opt=seccomp={refusing_sockets(tmp_path)}").needed()
    code, output = pytest_in(place, mended, python, "-c", "pytest-sandbox.ini", SANDBOX_ENABLED="true")
    assert (code, bool(re.search(GREEN, output))) == (0, True), output


def test_nothing_is_said_of_the_sandbox_configuration_but_of_conftest(mended: Path, python: Path) -> None:
    place = refused_sockets().needed()
    found = findings(place, mended, python, "-c", "pytest-sandbox.ini", SANDBOX_ENABLED="true")
    assert set(found) <= {"plugin-unregistered-too-late"}


@pytest.fixture
def renewed(project: Path, python: Path) -> Path:
    """Each profile's configuration is generated over the broken one, and out of it."""
    shutil.rmtree(project / "working")
    for profile in ("default", "sandbox", "docker", "collection"):
        done = command(HERE, project, "generate", "--profile", profile, "--python", str(python), ".")
        assert done.code == 0, done.out + done.err
    return project


def test_generated_anew(renewed: Path, python: Path) -> None:
    for sandbox in ("true", "false"):
        for file in ("pytest.ini", "pytest-docker.ini", "pytest-sandbox.ini"):
            code, output = pytest_in(HERE, renewed, python, "-c", file, SANDBOX_ENABLED=sandbox)
            assert (code, bool(re.search(GREEN, output))) == (0, True), output
        for place in (without_loopback().needed(), refused_sockets().needed()):
            code, output = pytest_in(place, renewed, python, "-c", "pytest-sandbox.ini", SANDBOX_ENABLED=sandbox)
            assert (code, bool(re.search(GREEN, output))) == (0, True), f"{place.name}\n{output}"
    code, output = pytest_in(HERE, renewed, python, "-c", "pytest-collection.ini")
    assert (code, "82 tests collected" in output) == (0, True), output
    assert pytest_in(refused_sockets().needed(), renewed, python)[0] == 3, "the default one needs sockets"


def test_generated_for_the_sandbox_in_older_company(renewed: Path) -> None:
    for version in VERSIONS[:2]:
        code, output = pytest_in(
            refused_sockets().needed(), renewed, with_rerunfailures(version), "-c", "pytest-sandbox.ini"
        )
        assert (code, bool(re.search(GREEN, output))) == (0, True), output


def test_generated_for_the_sandbox_needs_no_socket_for_workers(renewed: Path, python: Path) -> None:
    for place in (without_loopback().needed(), refused_sockets().needed()):
        code, output = pytest_in(place, renewed, python, "-c", "pytest-sandbox.ini", "-n", "2")
        assert (code, bool(re.search(GREEN, output))) == (0, True), f"{place.name}\n{output}"


def test_one_file_serves_both_places_with_a_guard(project: Path) -> None:
    """Nothing is blocked in the file: outside of the sandbox tests are run again, within it they are not."""
    python = environment([*COMPANY, "pytest-rerunfailures==16.1", "-e", str(GUARD)])
    shutil.rmtree(project / "working")
    conftest = (project / "tests/conftest.py").read_text(encoding="utf-8")
    without_hook = re.sub(r"def pytest_configure.*?\n\n\n", "", conftest, flags=re.DOTALL)
    plant(project, {"tests/test_again.py": AGAIN, "tests/conftest.py": without_hook})
    for profile in ("default", "sandbox"):
        done = command(HERE, project, "generate", "--profile", profile, "--python", str(python), ".")
        assert done.code == 0, done.err
    assert "no:rerunfailures" not in (project / "pytest-sandbox.ini").read_text(encoding="utf-8")
    for sandbox, workers in (("true", "2"), ("false", "0")):
        code, output = pytest_in(
            HERE, project, python, "-c", "pytest-sandbox.ini", "-n", workers, SANDBOX_ENABLED=sandbox
        )
        assert (code, "82 passed, 1 skipped, 1 rerun" in output) == (0, True), output
        code, output = pytest_in(
            refused_sockets().needed(),
            project,
            python,
            "-c",
            "pytest-sandbox.ini",
            "-n",
            workers,
            SANDBOX_ENABLED=sandbox,
        )
        assert (code, "1 failed, 81 passed, 1 skipped" in output) == (1, True), output
    lonely = pytest_in(without_loopback().needed(), project, python, "-c", "pytest-sandbox.ini", "-n", "2")
    assert "INTERNALERROR" not in lonely[1], lonely[1]
    assert findings(HERE, project, python, "-c", "pytest-sandbox.ini") == {}


HUNGRY = """
def test_hungry():
    taken = [bytearray(1_000_000) for _ in range(400)]
    assert len(taken) == 400
"""


def test_a_guard_takes_the_limit_of_the_container(project: Path) -> None:
    """The same file in a small container: the kernel would end the run with 137, and nobody would know the test."""
    python = environment([*COMPANY, "pytest-rerunfailures==16.1", "-e", str(GUARD)])
    shutil.rmtree(project / "working")
    place = container("--memory=256m").needed()
    for profile in ("default", "docker"):
        done = command(HERE, project, "generate", "--profile", profile, "--python", str(python), ".")
        assert done.code == 0, done.err
    assert "guard_memory_limit_mb = auto" in (project / "pytest-docker.ini").read_text(encoding="utf-8")
    code, output = pytest_in(place, project, python, "-c", "pytest-docker.ini")
    assert (code, bool(re.search(GREEN, output))) == (0, True), output
    plant(project, {"tests/test_hungry.py": HUNGRY})
    assert pytest_in(place, project, python)[0] == 137
    code, output = pytest_in(place, project, python, "-c", "pytest-docker.ini")
    assert (code != 137, "tests/test_hungry.py::test_hungry" in output) == (True, True), output


def test_retries_with_workers_in_the_sandbox(tmp_path: Path) -> None:
    python = environment(["pytest==8.4.2", "pytest-xdist==3.8.0", "pytest-retry==1.7.0"])
    test = "import pytest\n\n\n@pytest.mark.flaky(retries=2)\ndef test_price():\n    assert 2 * 3 == 6\n"
    own = "[pytest]\naddopts = -n 2 --strict-markers --retries 1\n"
    project = plant(tmp_path / "shop", {"pytest.ini": own, "tests/test_price.py": test})
    assert command(HERE, project, "generate", "--profile", "sandbox", "--python", str(python), ".").code == 0
    for place in (HERE, without_loopback().needed(), refused_sockets().needed()):
        code, output = pytest_in(place, project, python, "-c", "pytest-sandbox.ini")
        assert (code, "1 passed" in output) == (0, True), f"{place.name}\n{output}"
    assert pytest_in(refused_sockets().needed(), project, python)[0] != 0, "the project's own one needs sockets"


@pytest.mark.parametrize(
    ("limits", "workers"),
    [(("--memory=256m",), None), (("--memory=1200m", "--cpus=2"), 2)],
    ids=["256 MB", "1200 MB"],
)
def test_generated_in_the_container(limits: tuple[str, ...], workers: int | None, project: Path, python: Path) -> None:
    place = container(*limits).needed()
    shutil.rmtree(project / "working")
    done = command(place, project, "generate", "--profile", "docker", "--python", str(python), ".")
    assert done.code == 0, done.out + done.err
    text = (project / "pytest-docker.ini").read_text(encoding="utf-8")
    assert ("    -n 2\n" in text) is (workers == 2), text
    assert f"--set memory_mb={limits[0].partition('=')[2].rstrip('m')}" in text
    code, output = pytest_in(place, project, python, "-c", "pytest-docker.ini")
    assert (code, bool(re.search(GREEN, output))) == (0, True), output
    assert set(findings(place, project, python, "-c", "pytest-docker.ini")) <= {"plugin-unregistered-too-late"}
