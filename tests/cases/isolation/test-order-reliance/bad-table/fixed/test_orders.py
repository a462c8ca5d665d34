import pytest

ORDERS = {"first": 1}


@pytest.fixture
def created():
    return {"id": ORDERS["first"] + 1}


def test_created(created):
    assert created["id"] == 2


def test_read(created):
    assert created["id"] == 2
