import pytest

NAMES = ["small", "middle"]


@pytest.mark.parametrize("size", [1, 2, 3], ids=NAMES)
def test_named(size):
    assert size > 0


@pytest.mark.parametrize(("low", "high"), [(1, 2), pytest.param(2, 3), (3, 4)], ids=("a", "b"))
class TestRange:
    def test_range(self, low, high):
        assert low < high


@pytest.fixture(params=[1, 2, 3], ids=["one", "two"])
def number(request):
    return request.param


def test_number(number):
    assert number > 0
