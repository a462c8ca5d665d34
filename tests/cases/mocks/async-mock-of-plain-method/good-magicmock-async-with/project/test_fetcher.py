from unittest.mock import AsyncMock, MagicMock

from fetcher import Fetcher


async def test_status():
    session = AsyncMock()
    session.get = MagicMock()
    session.get.return_value.__aenter__.return_value.status = 200
    assert await Fetcher(session).status("http://x") == 200
    await Fetcher(session).close()
