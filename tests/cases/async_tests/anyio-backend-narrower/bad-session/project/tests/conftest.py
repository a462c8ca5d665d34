import pytest


@pytest.fixture(scope="session")
async def connection():
    return {"open": True}
