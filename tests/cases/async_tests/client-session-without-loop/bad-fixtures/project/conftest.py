import aiohttp
import pytest
from aiohttp import ClientSession


@pytest.fixture
def session():
    return aiohttp.ClientSession()


@pytest.fixture
def other():
    made = ClientSession(headers={"x": "y"})
    yield made
