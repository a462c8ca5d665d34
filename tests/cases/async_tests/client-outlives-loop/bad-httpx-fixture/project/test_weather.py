import pytest
import pytest_asyncio

from weather import http


@pytest_asyncio.fixture
async def answer(address):
    response = await http.get(f"{address}/oslo")
    return response.text


@pytest.mark.asyncio
async def test_oslo(answer):
    assert answer == "-3"


@pytest.mark.asyncio
async def test_cold(answer):
    assert int(answer) < 0
