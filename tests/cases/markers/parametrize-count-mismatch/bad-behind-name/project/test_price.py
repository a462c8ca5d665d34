import pytest

PRICES = [
    ("pear", 2),
    ("plum", 3, "EUR"),
]


class TestPrices:
    @pytest.mark.parametrize(argnames=["name", "price"], argvalues=PRICES)
    def test_price(self, name, price):
        assert price
