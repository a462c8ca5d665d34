import pytest

FRUIT = {"apple", "pear", "plum", "fig", "kiwi", "lime", "lemon", "melon"}


@pytest.fixture(params=sorted(FRUIT))
def fruit(request):
    return request.param


@pytest.mark.parametrize("other", sorted(FRUIT.union({"nut"})))
def test_other(other):
    assert other


def test_fruit(fruit):
    assert fruit


def test_country(country):
    assert len(country) == 2
