import pytest


@pytest.fixture
def order():
    return {"id": 1, "paid": True}


def test_made(order):
    assert order["id"]


def test_paid(order):
    assert order["paid"]
