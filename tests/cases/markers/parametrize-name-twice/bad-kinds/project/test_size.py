import pytest


@pytest.mark.parametrize("size", [1, 2])
class TestSize:
    @pytest.mark.parametrize(("size", "unit"), [(3, "m")])
    def test_both(self, size, unit):
        assert size > 0

    def test_one(self, size):
        assert size > 0


@pytest.mark.parametrize("width", [1, 2])
@pytest.mark.parametrize("width,height", [(3, 4)])
def test_area(width, height):
    assert width * height


@pytest.mark.parametrize("depth", [1])
class Base:
    pass


@pytest.mark.parametrize("depth", [2])
class TestDeep(Base):
    def test_deep(self, depth):
        assert depth
