from unittest.mock import AsyncMock, patch

from acc.mailer import deliver


def test_deliver():
    with patch("acc.mailer.render", new_callable=AsyncMock) as render:
        render.return_value = "x"
        assert deliver("hi")
