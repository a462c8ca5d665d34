import os
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


@pytest.fixture
def rows():
    return (DATA / "other.csv").read_text()


def test_orders():
    assert len((DATA / "orders.csv").read_text().splitlines()) == 2
    assert open(os.path.join(os.path.dirname(__file__), "..", "names.txt")).read()
    assert Path(__file__).read_text()
    assert Path(__file__).with_name("data").joinpath("orders.csv").open().read()


def test_given(tmp_path):
    DATA = tmp_path
    (DATA / "new.csv").open("w").close()
    assert (DATA / "new.csv").read_text() == ""


def helper():
    return (DATA / "never.csv").read_text()


def test_perhaps():
    if DATA.name == "other":
        assert (DATA / "perhaps.csv").read_text()
