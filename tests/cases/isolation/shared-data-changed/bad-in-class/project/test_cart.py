import pytest


class Base:
    prices = {}
    kinds = set()


class TestCart(Base):
    items: list[str] = []
    lines = list()
    totals = {"eu": 1}

    def test_lines(self):
        TestCart.lines.append(1)
        assert TestCart.lines[-1] == 1

    def test_no_lines(self):
        assert len(self.lines) == 0

    def test_added(self):
        type(self).items.append("apple")
        assert "apple" in self.items

    def test_not_added(self):
        assert not self.items

    def test_total(self):
        self.__class__.totals["us"] = 2
        assert self.totals["us"] == 2

    def test_totals(self):
        assert self.totals == {"eu": 1}

    def test_price(self):
        self.prices["apple"] = 1
        assert self.prices["apple"] == 1

    def test_kind(self):
        self.kinds |= {"apple"}
        assert self.kinds


class TestOther(Base):
    def test_prices(self):
        assert len(self.prices) == 0

    @pytest.mark.parametrize("name", ["apple"])
    def test_not_kind(self, name):
        assert name not in Base.kinds
