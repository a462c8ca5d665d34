import pytest


@pytest.mark.parametrize("number", (number * 2 for number in range(3)))
def test_feed(number):
    assert number % 2 == 0


@pytest.mark.parametrize("number", map(int, ["1", "2"]))
def test_more(number):
    assert number
