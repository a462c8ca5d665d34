import pytest
import pytest_asyncio


@pytest.fixture(scope="session")
async def server():
    return "up"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def client(server):
    return server
