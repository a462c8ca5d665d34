import pytest


@pytest.fixture(scope="module")
async def connection():
    return {"open": True}
