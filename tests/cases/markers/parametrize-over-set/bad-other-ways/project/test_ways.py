import pytest

FRUIT = {"apple", "pear", "plum", "fig", "kiwi", "lime", "lemon", "melon"}


@pytest.fixture(params=FRUIT)
def fruit(request):
    return request.param


@pytest.mark.parametrize("other", FRUIT.union({"nut"}))
def test_other(other):
    assert other


def test_fruit(fruit):
    assert fruit


def test_country(country):
    assert len(country) == 2
