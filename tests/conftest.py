"""What all tests share."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="rewrite expected.txt of the cases; review the diff")


def pytest_configure() -> None:
    """A shell without job control starts what runs in the background with Ctrl-C ignored, and all that it starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the user's own cache, nor sees the variables of this machine's pytest or CI."""
    import os

    home = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    for name in list(os.environ):
        if (
            name.startswith(("PYTEST_", "GITHUB_", "GITLAB_", "VIRTUAL_ENV", "CONDA_"))
            and name != "PYTEST_CURRENT_TEST"
        ):
            monkeypatch.delenv(name)
    return home
