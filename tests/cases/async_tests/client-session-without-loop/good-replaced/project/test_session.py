import aiohttp
import pytest


@pytest.fixture
def session():
    return aiohttp.ClientSession()


def test_session(session):
    assert session.get.call_count == 0
