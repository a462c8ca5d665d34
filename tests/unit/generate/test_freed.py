"""A project whose own configuration stops pytest: what is taken out, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.generate.story import write
from tests.command import plant
from tests.unit.generate.test_generate_command import made

TESTS = "import pytest\n\n@pytest.mark.asyncio\nasync def test_a(): pass\n"
BLOCKED = "[pytest]\naddopts =\n    -ra --made-up=3\n    --maxfail=5\n    -p no:asyncio\ntestpaths = tests"
TYPED = '[pytest]\naddopts = ["-ra", "--made-up=3", "--maxfail=5", "-p", "no:asyncio"]\ntestpaths = ["tests"]\n'
ASYNCIO = {"pytest-asyncio": "1.3.0"}


@pytest.mark.parametrize(("file", "own"), [("pytest.ini", BLOCKED), ("pytest.toml", TYPED)])
def test_words_that_stop_pytest_become_comments(tmp_path: Path, file: str, own: str) -> None:
    project = plant(tmp_path, {"tests/test_a.py": TESTS, file: own})
    first = made(project, more=ASYNCIO)
    lines = first.after.decode().splitlines()
    assert "# left out of addopts: -p no:asyncio (tests use its markers)" in lines
    assert "# left out of addopts: --made-up=3 (no plugin that is loaded here knows it)" in lines
    settings = [line for line in lines if not line.startswith("#")]
    assert not [line for line in settings if "no:asyncio" in line or "made-up" in line]
    assert [line for line in settings if "--maxfail=5" in line]
    assert first.after.endswith(b"\n")
    write(str(project), first)
    assert made(project, more=ASYNCIO).after == first.after


def test_plugin_that_comes_back_brings_its_keys(tmp_path: Path) -> None:
    project = plant(tmp_path, {"tests/test_a.py": TESTS, "pytest.ini": BLOCKED})
    blocked = made(project, "docker", more=ASYNCIO)
    assert b"asyncio_mode = strict\n" in blocked.after
    assert b"pip install pytest-asyncio" not in blocked.after
    plant(project, {"pytest.ini": BLOCKED.replace("    -p no:asyncio\n", "")})
    assert made(project, "docker", more=ASYNCIO).after == blocked.after


def test_unknown_key_goes_only_where_pytest_stops(tmp_path: Path) -> None:
    own = "[pytest]\ntimeuot =\n    3\ntestpaths = tests\n"
    project = plant(tmp_path, {"tests/test_a.py": "def test_a(): pass\n", "pytest.ini": own})
    assert b"\ntimeuot =\n    3\n" in made(project).after
    plant(project, {"pytest.ini": own + "strict_config = true\n"})
    first = made(project)
    assert b"#     timeuot =\n#         3\n" in first.after
    write(str(project), first)
    assert made(project).after == first.after


RETRIED = {"tests/test_a.py": "import pytest\n\n@pytest.mark.flaky\ndef test_a(): pass\n"}


@pytest.mark.parametrize(("asked", "blocked"), [("-n 4", True), ("-n0", False), ("-ra", False)])
def test_sandbox_keeps_retries_out_where_they_open_a_socket(tmp_path: Path, asked: str, blocked: bool) -> None:
    project = plant(tmp_path, {**RETRIED, "pytest.ini": f"[pytest]\naddopts = {asked}\n"})
    text = made(project, "sandbox", more={"pytest-xdist": "3.8.0", "pytest-retry": "1.7.0"}).after.decode()
    assert ("-p no:pytest-retry" in text, "flaky: inert here" in text) == (blocked, blocked)
    assert ("-n 4\n" in text) is blocked, "workers themselves need no socket"


GUARD = "def pytest_addoption(parser):\n    for name in ('guard_sandbox', 'guard_sandbox_block'):\n"
GUARD += "        parser.addini(name, 'when', default=None, type='args' if name.endswith('block') else 'string')\n"


def test_sandbox_leaves_it_to_a_guard_that_is_there(tmp_path: Path) -> None:
    """One file serves both places: nothing is blocked in it, and no mark is inert."""
    own = "[pytest]\naddopts = -p no:rerunfailures --strict-markers\n"
    project = plant(tmp_path, {**RETRIED, "pytest.ini": own})
    more = {"pytest-rerunfailures": "16.1", "pytest-xdist": "3.8.0"}
    assert b"guard_sandbox" not in made(project, "sandbox", more=more).after
    plant(project, {"conftest.py": GUARD})
    text = made(project, "sandbox", more=more).after.decode()
    assert "\nguard_sandbox = auto\n" in text
    assert "\nguard_sandbox_block =\n    rerunfailures\n" in text
    assert ("-p no:rerunfailures" in text, "inert" in text) == (False, False)
