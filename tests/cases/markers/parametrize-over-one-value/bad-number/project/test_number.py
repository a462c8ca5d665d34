import pytest

COUNT = 2


@pytest.mark.parametrize("number", 3)
def test_number(number):
    assert number < 3


@pytest.mark.parametrize("count", argvalues=COUNT)
def test_count(count):
    assert count < 2


@pytest.fixture(params=1.5)
def price(request):
    return request.param


def test_price(price):
    assert price
