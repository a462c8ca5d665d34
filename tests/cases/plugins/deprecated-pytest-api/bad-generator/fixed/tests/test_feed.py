import pytest


@pytest.mark.parametrize("number", list(number * 2 for number in range(3)))
def test_feed(number):
    assert number % 2 == 0


@pytest.mark.parametrize("number", list(map(int, ["1", "2"])))
def test_more(number):
    assert number
