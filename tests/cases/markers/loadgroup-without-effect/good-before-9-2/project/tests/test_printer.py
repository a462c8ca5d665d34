import os
import pathlib

import pytest

@pytest.mark.xdist_group("printer")
@pytest.mark.parametrize("page", range(12))
def test_printed(page):
    worker = os.environ["PYTEST_XDIST_WORKER"]
    seen_by = pathlib.Path(__file__).with_name(os.environ["PYTEST_XDIST_TESTRUNUID"])
    with seen_by.open("a") as seen:
        seen.write(f"{worker}\n")
    assert set(seen_by.read_text().split()) == {worker}
