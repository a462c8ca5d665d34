"""Autouse fixtures that are defined twice, or too far from a conftest: reported, or the run stops before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import plant
from tests.guard.installed import guarded, python

pytestmark = pytest.mark.slow

FIXTURE = "import pytest\n\n@pytest.fixture(autouse=True{})\ndef {}():\n    yield\n\ndef test_a(): pass\n"
BAD = {
    "pytest.ini": "[pytest]\naddopts = --strict-config\n",
    "conftest.py": FIXTURE.format(", scope='session'", "base"),
    "tests/helpers.py": FIXTURE.format(", scope='session'", "helped"),
    "tests/unit/conftest.py": "from tests.helpers import helped\n" + FIXTURE.format("", "twice"),
    "tests/unit/test_a.py": FIXTURE.format("", "twice"),
    "tests/integration/test_b.py": FIXTURE.format(", scope='module'", "wide") + "\n\nclass TestB:\n"
    "    @pytest.fixture(autouse=True)\n    def own(self): pass\n    def test_b(self): pass\n"
    "    @classmethod\n    def setup_class(cls): pass\n",
    "tests/integration/test_c.py": FIXTURE.format(", scope='session'", "wide") + "\n\nclass TestC:\n"
    "    @pytest.fixture(autouse=True)\n    def own(self): pass\n    def test_b(self): pass\n"
    "    @pytest.fixture(autouse=True, scope='session', name='far')\n    def _far(self): pass\n"
    "\ndef setup_module(): pass\n",
    "tests/__init__.py": "",
    "tests/unit/__init__.py": "",
    "tests/integration/__init__.py": "",
}
SAID = """DUPLICATE autouse fixture 'wide' is defined in 2 files:
  - tests/integration/test_b.py:3
  - tests/integration/test_c.py:3
  Fix: define it once, in tests/integration/conftest.py, or give them different names
DUPLICATE autouse fixture 'twice' is defined in 2 files:
  - tests/unit/conftest.py:4
  - tests/unit/test_a.py:3
  Fix: define it once, in tests/unit/conftest.py, or give them different names
MODULE autouse fixture 'wide' is defined outside conftest.py:
  - tests/integration/test_b.py:3
  Fix: move it to tests/integration/conftest.py, or let the tests name it
SESSION autouse fixture 'wide' is defined outside conftest.py:
  - tests/integration/test_c.py:3
  Fix: move it to tests/integration/conftest.py, or let the tests name it
SESSION autouse fixture 'far' is defined outside conftest.py:
  - tests/integration/test_c.py:14
  Fix: move it to tests/integration/conftest.py, or let the tests name it
"""
GOOD = {
    "pytest.ini": "[pytest]\nguard_fixtures = fail\n",
    "conftest.py": FIXTURE.format(", scope='session'", "base"),
    "tests/test_a.py": FIXTURE.format("", "one"),
    "tests/test_b.py": FIXTURE.format("", "other").replace("autouse=True", "autouse=False"),
    "tests/test_c.py": FIXTURE.format(", scope='module'", "other").replace("autouse=True", "autouse=False"),
}
WITH_XDIST = {
    "7.4.4": "pytest-rerunfailures==13.0",
    "8.4.2": "pytest-rerunfailures==15.1",
    "9.2.0": "pytest-rerunfailures==16.7",
}


def of(version: str) -> Path:
    """An environment that other tests of the guard use too."""
    beside = WITH_XDIST.get(version)
    return python(f"pytest=={version}", *([beside, "pytest-xdist==3.8.0"] if beside else []))


@pytest.mark.parametrize("version", ["7.4.4", "8.4.2", "9.1.1", "9.2.0"])
def test_reported_or_stopped(version: str, tmp_path: Path) -> None:
    bad = plant(tmp_path / "bad", BAD)
    code, output = guarded(of(version), bad, "--guard-fixtures=report")
    assert (code, f"\n{SAID}=" in output) == (0, True), output
    code, output = guarded(of(version), bad, "--guard-fixtures=fail")
    assert (code, "passed" in output) == (4, False), output
    assert f"ERROR: fixture organization (guard_fixtures = fail)\n{SAID}" in output
    code, output = guarded(of(version), bad)
    assert (code, "fixture organization" in output) == (0, False), output


@pytest.mark.parametrize("version", WITH_XDIST)
def test_once_for_all_workers(version: str, tmp_path: Path) -> None:
    bad = plant(tmp_path / "bad", BAD)
    code, output = guarded(of(version), bad, "--guard-fixtures=report", "-n2")
    assert (code, output.count(SAID)) == (0, 1), output
    code, output = guarded(of(version), bad, "--guard-fixtures=fail", "-n2")
    assert (code, output.count("SESSION autouse fixture 'far'"), "passed" in output) == (4, 1, False), output


def test_healthy(tmp_path: Path) -> None:
    good = plant(tmp_path / "good", GOOD)
    for words in ((), ("-n2",)):
        code, output = guarded(of("9.2.0"), good, *words)
        assert (code, "3 passed" in output, "fixture organization" in output) == (0, True, False), output
