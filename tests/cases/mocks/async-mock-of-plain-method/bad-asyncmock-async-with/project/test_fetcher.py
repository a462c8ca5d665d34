from unittest.mock import AsyncMock

from fetcher import Fetcher


async def test_status():
    session = AsyncMock()
    session.get.return_value.__aenter__.return_value.status = 200
    assert await Fetcher(session).status("http://x") == 200
