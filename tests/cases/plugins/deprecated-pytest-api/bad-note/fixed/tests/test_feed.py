import pytest


@pytest.fixture
def feed():
    yield [1]


def test_feed(feed):
    assert feed
