import pytest


@pytest.fixture
def cart():
    return []


class TestBox:
    @pytest.fixture(autouse=True)
    def box():
        return {"size": 1}

    @pytest.fixture
    def filled(cart):
        cart.append(1)
        return cart

    def test_size(self, box):
        assert box["size"] == 1

    def test_filled(self, filled):
        assert filled == [1]
