import pytest
import pytest_asyncio


@pytest_asyncio.fixture(scope="session")
async def server():
    yield "up"


@pytest.fixture(scope="module")
async def client(server):
    return server
