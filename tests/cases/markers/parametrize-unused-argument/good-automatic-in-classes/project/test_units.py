import pytest


class Base:
    @pytest.fixture(autouse=True)
    def scaled(self, factor):
        self.factor = factor


@pytest.mark.parametrize("unit", ["m", "km"])
class TestLength:
    @pytest.fixture(autouse=True)
    def prepared(self, unit):
        self.unit = unit

    def test_name(self):
        assert self.unit.endswith("m")


@pytest.mark.parametrize("unit", ["g", "kg"])
class TestMass:
    @pytest.fixture(autouse=True)
    def prepared(self, unit):
        self.unit = unit

    def test_name(self):
        assert self.unit.endswith("g")


@pytest.mark.parametrize("factor", [10, 100])
class TestScale(Base):
    def test_factor(self):
        assert self.factor % 10 == 0
