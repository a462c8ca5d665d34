import pytest


@pytest.fixture(scope="session")
async def server():
    return "up"
