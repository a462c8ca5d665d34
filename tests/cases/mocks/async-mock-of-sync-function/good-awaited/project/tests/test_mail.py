from unittest.mock import AsyncMock, patch

from acc.mailer import deliver


async def test_deliver():
    with patch("acc.mailer.fetch", new_callable=AsyncMock) as fetch:
        fetch.return_value = "x"
        assert await deliver("hi") == "x"


async def test_directly():
    with patch("acc.client.render", AsyncMock(return_value="y")) as render:
        assert await render("hi") == "y"
