import pytest


@pytest.yield_fixture
def feed():
    yield [1]


@pytest.mark.parametrize("number", [number * 2 for number in range(3)])
def test_feed(feed, number):
    assert feed
