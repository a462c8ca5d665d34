"""tests/projects/three-roots: a configuration "optimised" by hand, examined and run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.environments import environment
from tests.places import HERE, Place
from tests.places.doctor import command, findings, pytest_in
from tests.places.podman import container

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parent / "projects" / "three-roots"
BARE = ["pytest==8.4.2"]
FULL = ["pytest==8.4.2", "pytest-asyncio==1.2.0", "pytest-timeout==2.4.0"]
INVENTED = "--collect-only-if-memory-limit --quiet-collection"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(SOURCE, tmp_path / "three-roots")


@pytest.mark.parametrize(
    ("requires", "unknown"), [(BARE, f"--timeout=120 {INVENTED}"), (FULL, INVENTED)], ids=["bare", "full"]
)
def test_pytest_does_not_start(requires: list[str], unknown: str, project: Path) -> None:
    code, output = pytest_in(HERE, project, environment(requires))
    assert code == 4
    assert f"error: unrecognized arguments: {unknown}\n  inifile: " in output


def test_diagnosis(project: Path) -> None:
    found = findings(HERE, project, environment(FULL))
    assert set(found) == {"unknown-option", "tests-outside-testpaths", "warnings-not-shown"}
    assert [found[rule]["line"] for rule in ("unknown-option", "warnings-not-shown")] == [7, 7]


def test_diagnosis_without_the_plugins(project: Path) -> None:
    found = findings(HERE, project, environment(BARE))
    assert {"unknown-option", "option-of-missing-plugin", "unknown-config-key", "async-test-not-run"} <= set(found)
    assert "'--timeout=120'" in found["option-of-missing-plugin"]["message"]
    assert "'asyncio_mode' and 'asyncio_default_fixture_loop_scope'" in found["unknown-config-key"]["message"]
    assert found["unknown-config-key"]["line"] == 9


def test_without_the_invented_options_three_roots_are_one(project: Path) -> None:
    ini = project / "pytest.ini"
    ini.write_text(ini.read_text(encoding="utf-8").replace(f" {INVENTED}", ""), encoding="utf-8")
    code, output = pytest_in(HERE, project, environment(FULL))
    assert (code, "4 passed" in output) == (0, True), "12 of 16 tests are never run, without a word"


@pytest.fixture
def mended(project: Path) -> Path:
    """With the configurations that keep what the broken one was meant to do."""
    return shutil.copytree(SOURCE / "working", project, dirs_exist_ok=True)


@pytest.mark.parametrize("place", [lambda: HERE, lambda: container("--memory=256m")], ids=["here", "container"])
def test_docker_configuration(place: Callable[[], Place], mended: Path) -> None:
    code, output = pytest_in(place().needed(), mended, environment(FULL), "-c", "pytest-docker.ini")
    assert (code, "13 passed, 3 deselected" in output) == (0, True), output


@pytest.mark.parametrize("sandbox", ["true", "false"])
def test_default_configuration_runs_all_three_roots(sandbox: str, mended: Path) -> None:
    code, output = pytest_in(HERE, mended, environment(FULL), SANDBOX_ENABLED=sandbox)
    assert (code, "16 passed" in output) == (0, True), output


def test_collection_configuration_finds_what_the_default_runs(mended: Path) -> None:
    code, output = pytest_in(HERE, mended, environment(FULL), "-c", "pytest-collection.ini")
    assert (code, "16 tests collected" in output) == (0, True), output


@pytest.mark.parametrize("file", ["pytest.ini", "pytest-docker.ini", "pytest-collection.ini"])
def test_nothing_is_said_of_what_works(file: str, mended: Path) -> None:
    assert findings(HERE, mended, environment(FULL), "-c", file) == {}


def test_nothing_is_said_in_the_container_that_compose_describes(mended: Path) -> None:
    limits = {"PYTEST_MEMORY_LIMIT_MB": "200", "PYTEST_COLLECTION_LIMIT_MB": "128"}
    place = container("--memory=256m").needed()
    assert findings(place, mended, environment(FULL), "-c", "pytest-docker.ini", **limits) == {}


def test_generated_anew(project: Path) -> None:
    """The broken file is not touched before: what it was meant to do is kept and completed."""
    python, ini = environment(FULL), project / "pytest.ini"
    shutil.rmtree(project / "working")
    done = command(HERE, project, "generate", "--python", str(python), ".")
    assert (done.code, "testpaths is set by the project and stays" in done.err) == (0, True), done.err
    assert all(f"# left out of addopts: {word} (no plugin" in ini.read_text() for word in INVENTED.split())
    assert "tests-outside-testpaths" in findings(HERE, project, python), "what runs is still the user's to say"
    ini.write_text(ini.read_text().replace("testpaths = tests\n", "testpaths = tests gate/tests warehouse/tests\n"))
    for profile in ("default", "docker", "collection", "sandbox"):
        done = command(HERE, project, "generate", "--profile", profile, "--python", str(python), ".")
        assert done.code == 0, done.out + done.err
        assert profile == "collection" or _green(HERE, project, python, profile)
    for wanted in ("--strict-markers", "--strict-config", "--tb=short", "--maxfail=10", "--timeout=120"):
        assert wanted in (project / "pytest-docker.ini").read_text(encoding="utf-8")
    assert _green(container("--memory=256m").needed(), project, python, "docker")
    code, output = pytest_in(HERE, project, python, "-c", "pytest-collection.ini")
    assert (code, "16 tests collected" in output) == (0, True), output


def _green(place: Place, project: Path, python: Path, profile: str) -> bool:
    file = "pytest.ini" if profile == "default" else f"pytest-{profile}.ini"
    code, output = pytest_in(place, project, python, "-c", file)
    assert (code, "16 passed" in output) == (0, True), output
    return True
