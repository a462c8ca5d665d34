import pytest

NAMES = {"red", "green", "blue"}
ORDERED = sorted(NAMES)
UNIQUE = dict.fromkeys(["a", "b", "a"])


@pytest.mark.parametrize("name", sorted(NAMES))
def test_sorted(name):
    assert name


@pytest.mark.parametrize("name", ORDERED)
def test_sorted_before(name):
    assert name


@pytest.mark.parametrize("number", {3, 1, 2})
def test_numbers(number):
    assert number


@pytest.mark.parametrize("name", {"alone"})
def test_one(name):
    assert name


@pytest.mark.parametrize("name", UNIQUE)
def test_dict(name):
    assert name


@pytest.mark.parametrize("names", [{"a", "b"}, {"c"}])
def test_sets_as_values(names):
    assert names


@pytest.mark.parametrize("name", set(range(2)))
def test_range(name):
    assert name >= 0


@pytest.mark.parametrize("number", {3, 1} | {2})
def test_joined(number):
    assert number


@pytest.mark.parametrize("number", [1] * 2)
def test_repeated(number):
    assert number


PRICES = {name: len(name) for name in ("pear", "plum")}


@pytest.mark.parametrize(("name", "price"), PRICES.items())
def test_price(name, price):
    assert len(name) == price


@pytest.mark.parametrize("name", map(str.upper, sorted({"pear", "plum"})))
def test_mapped(name):
    assert name
