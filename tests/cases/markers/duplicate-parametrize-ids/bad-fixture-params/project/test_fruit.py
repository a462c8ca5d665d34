import pytest


@pytest.fixture(params=["pear", "plum", "pear"])
def fruit(request):
    return request.param


@pytest.fixture(params=[1, 1], ids=["one", "uno"])
def number(request):
    return request.param


def test_fruit(fruit, number):
    assert fruit
