import asyncio

import aiohttp
import pytest
import pytest_asyncio


@pytest_asyncio.fixture
async def session():
    async with aiohttp.ClientSession() as made:
        yield made


@pytest.fixture
def make_session():
    async def make():
        return aiohttp.ClientSession()

    return make


@pytest.fixture
def of_loop():
    loop = asyncio.new_event_loop()
    made = aiohttp.ClientSession(loop=loop)
    yield made
    loop.run_until_complete(made.close())
    loop.close()


@pytest.fixture
def replaced(monkeypatch):
    monkeypatch.setattr(aiohttp, "ClientSession", dict)
    return aiohttp.ClientSession()


@pytest.fixture
def maker():
    return lambda: aiohttp.ClientSession()
