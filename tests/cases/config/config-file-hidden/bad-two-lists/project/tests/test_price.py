import pytest


def test_price():
    assert 2 * 3 == 6


@pytest.mark.slow
def test_all_prices():
    assert sum([1, 2]) == 4
