import pytest
import pytest_asyncio


@pytest_asyncio.fixture
async def box():
    return []


@pytest.mark.asyncio
async def test_mail(box):
    assert box == []
