import pytest


@pytest.yield_fixture
def feed():
    yield [1]


def test_feed(feed):
    assert feed
