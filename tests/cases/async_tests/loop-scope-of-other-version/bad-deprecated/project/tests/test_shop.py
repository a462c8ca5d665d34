import pytest

pytestmark = pytest.mark.asyncio(scope="module")


async def test_opens():
    pass
