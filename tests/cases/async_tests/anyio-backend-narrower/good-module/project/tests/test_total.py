import pytest

pytestmark = pytest.mark.anyio


async def test_total(connection):
    assert connection["open"]
