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


PRICES = {name: len(name) for name in {"pear", "plum"}}


@pytest.mark.parametrize(("name", "price"), sorted(PRICES.items()))
def test_price(name, price):
    assert len(name) == price


@pytest.mark.parametrize("name", sorted(dict.fromkeys({"pear", "plum"})))
def test_key(name):
    assert name


@pytest.mark.parametrize("name", sorted(map(str.upper, {"pear", "plum"})))
def test_mapped(name):
    assert name
