"""What the reader says of real plugins, compared with what a real pytest says that has loaded them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.knowledge import check, distributions, fetch

CHOSEN = frozenset(
    {"anyio", "pytest-asyncio", "pytest-cov", "pytest-django", "pytest-mock", "pytest-rerunfailures"}
    | {"pytest-timeout", "pytest-xdist", "syrupy", "typeguard"}
)


@pytest.mark.slow
def test_reader_and_pytest_agree_on_much_used_plugins(tmp_path: Path) -> None:
    pins = [pin for pin in distributions.pins() if pin.partition("==")[0] in CHOSEN]
    assert len(pins) == len(CHOSEN)
    try:
        for pin in pins:
            fetch.unpacked(pin, tmp_path)
        python = check.environment(tmp_path / "check", pins)
    except (subprocess.CalledProcessError, SystemExit) as error:
        pytest.skip(f"plugins cannot be fetched here: {error}")
    found = check.figures(python, pins, tmp_path)
    assert not found.unable
    assert not found.differences
