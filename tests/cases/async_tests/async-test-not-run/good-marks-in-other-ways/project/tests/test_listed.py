import pytest

pytestmark = []
pytestmark.extend(
    [
        pytest.mark.asyncio,
    ]
)


async def test_listed():
    assert True
