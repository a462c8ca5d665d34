import pytest

GROWN = [1]
GROWN.clear()
GROWN.append(("pear", 2))

REPLACED = ["pear"]
REPLACED[0] = ("pear", 2)

PRICES = ["pear"]
BARE = [("pear", 2), ("plum", 3)]


@pytest.mark.parametrize("name, price", GROWN)
def test_grown(name, price):
    assert price


@pytest.mark.parametrize("name, price", REPLACED)
def test_replaced(name, price):
    assert price


@pytest.mark.parametrize("pair", BARE)
def test_bare(pair):
    assert len(pair) == 2


class TestPrices:
    PRICES = [("pear", 2)]

    @pytest.mark.parametrize("name, price", PRICES)
    def test_price(self, name, price):
        assert price
