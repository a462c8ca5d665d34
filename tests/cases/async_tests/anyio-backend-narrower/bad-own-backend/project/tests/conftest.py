import pytest


@pytest.fixture(scope="session")
async def connection():
    return {"open": True}


@pytest.fixture(scope="module")
def anyio_backend():
    return "asyncio"
