"""Each profile and target on real pytests: accepted, run, without a finding, and the same when generated again."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

from tests.command import doctor, plant
from tests.environments import environment, run_pytest

pytestmark = pytest.mark.slow

COMMON = ["pytest-rerunfailures==16.1", "pytest-timeout==2.4.0", "pytest-cov==7.0.0", "pytest-xdist==3.8.0"]
DJANGO = ["django==5.2.8", "pytest-django==4.11.1"]
OLD = [
    *("pytest-asyncio==0.21.1", "pytest-xdist==3.5.0", "pytest-rerunfailures==13.0", "pytest-timeout==2.3.1"),
    *("pytest-cov==5.0.0", "pytest-split==0.9.0"),
]
PYTESTS = {
    "7.4.4": [*OLD, *DJANGO],
    "8.4.2": ["pytest-asyncio==1.2.0", "pytest-split==0.10.0", *COMMON, *DJANGO],
    "9.0.3": ["pytest-asyncio==1.3.0", "pytest-split==0.11.0", *COMMON, *DJANGO],
    "9.1.1": ["pytest-asyncio==1.5.0", "pytest-split==0.11.0", *COMMON, *DJANGO],
    "9.2.0": ["pytest-asyncio==1.5.0", "pytest-split==0.11.0", *COMMON, *DJANGO],
}
PROFILES = ("default", "docker", "collection", "sandbox", "ci", "xdist", "sharded", "strict", "async", "django")
TARGETS = ("", "pytest.ini", "tool.pytest.ini_options", "tox.ini", "setup.cfg", "pytest.toml", "tool.pytest")
SHARED = {
    "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")\n',
    "site_settings.py": 'SECRET_KEY = "x"\nINSTALLED_APPS = []\nUSE_TZ = True\n',
    "tests/test_shop.py": (
        "import pytest\n\n\n@pytest.mark.slow\ndef test_plain():\n    assert 1\n\n\n"
        "@pytest.mark.flaky(reruns=2)\ndef test_retried():\n    assert 1\n\n\n"
        "@pytest.mark.asyncio\nasync def test_async():\n    assert 1\n"
    ),
}


def written(target: str, profile: str) -> tuple[str, ...]:
    """pytest's words for the file that was generated."""
    return () if target or profile == "default" else ("-c", f"pytest-{profile}.ini")


def matrix() -> list[tuple[str, str, str]]:
    """Each profile on all pytests in its own file, and two profiles in each place on two of them.

    PYTEST_DOCTOR_TEST_MATRIX=full asks for all 350 combinations: 3 to 8 seconds of CPU time each, by the machine, so
    about half an hour, and more than an hour on one that is busy with other things.
    """
    every = list(product(PROFILES, TARGETS, PYTESTS))
    if os.environ.get("PYTEST_DOCTOR_TEST_MATRIX") == "full":
        return every
    return [
        (profile, target, version)
        for profile, target, version in every
        if not target or (version in ("7.4.4", "9.2.0") and profile in ("docker", "strict"))
    ]


@pytest.mark.parametrize(("profile", "target", "version"), matrix())
def test_real_pytest_takes_it(tmp_path: Path, profile: str, target: str, version: str) -> None:
    project = plant(tmp_path / "shop", dict(SHARED))
    python = environment([f"pytest=={version}", *PYTESTS[version]])
    asked = ["generate", "--profile", profile, "--python", str(python)]
    asked += ["--target", target] if target else []
    numbers = ["--set", "cpus=2", "--set", "memory_mb=2048"] if profile in ("docker", "xdist") else []
    done = doctor(*asked, *numbers, cwd=project)
    if target and profile == "collection":
        assert (done.code, "leave --target out" in done.err) == (2, True)
        return
    if target in ("pytest.toml", "tool.pytest") and version < "9":
        assert (done.code, "does not read" in done.err) == (2, True)
        return
    assert done.code == 0, done.err
    words = written(target, profile)
    code, output = run_pytest(python, project, [*words, "-p", "no:cacheprovider"], {"PYTHONPATH": str(project)})
    assert code == 0, output
    assert "3 tests collected" in output if profile == "collection" else "3 passed" in output
    assert "warning" not in output
    told = doctor("diagnose", "--python", str(python), "--no-cache", "--", *words, cwd=project)
    assert told.code == 0, told.out
    before = {path: path.read_bytes() for path in project.glob("*.*") if path.is_file()}
    assert doctor(*asked, "--check", cwd=project).code == 0
    assert doctor(*asked, cwd=project).code == 0
    assert {path: path.read_bytes() for path in project.glob("*.*") if path.is_file()} == before


def test_file_that_pytest_refuses_is_not_written(tmp_path: Path) -> None:
    own = "[pytest]\ntestpaths = tests\naddopts = -ra --maxfail=many\n"
    project = plant(tmp_path / "shop", {**SHARED, "pytest.ini": own})
    python = environment(["pytest==9.2.0", *PYTESTS["9.2.0"]])
    done = doctor("generate", "--python", str(python), cwd=project)
    assert (done.code, "invalid int value: 'many'" in done.err) == (2, True), done.err
    assert (project / "pytest.ini").read_text() == own


BROKEN = (
    "[pytest]\ntestpaths = tests\nstrict_config = true\ntimeuot = 3\n"
    "addopts = -ra --collect-only-if-memory-limit --quiet-collection\n    -p no:asyncio\n    -p no:rerunfailures\n"
)


@pytest.mark.parametrize(
    ("profile", "version"), [("default", "7.4.4"), ("default", "8.4.2"), ("default", "9.2.0"), ("docker", "9.2.0")]
)
def test_configuration_that_stops_pytest_is_mended(tmp_path: Path, profile: str, version: str) -> None:
    own = (
        BROKEN if version >= "9" else BROKEN.replace("strict_config = true\n", "").replace("-ra", "-ra --strict-config")
    )
    project = plant(tmp_path / "shop", {**SHARED, "pytest.ini": own})
    python = environment([f"pytest=={version}", *PYTESTS[version]])
    assert run_pytest(python, project, [], {"PYTHONPATH": str(project)})[0] != 0
    done = doctor("generate", "--profile", profile, "--python", str(python), cwd=project)
    assert done.code == 0, done.err
    code, output = run_pytest(python, project, [*written("", profile)], {"PYTHONPATH": str(project)})
    assert (code, "3 passed" in output) == (0, True), output
    text = (project / ("pytest.ini" if profile == "default" else "pytest-docker.ini")).read_text()
    assert "--collect-only-if-memory-limit" in text
    assert doctor("generate", "--profile", profile, "--python", str(python), "--check", cwd=project).code == 0
