from unittest import IsolatedAsyncioTestCase, mock
from unittest.mock import AsyncMock, Mock, call


def test_one():
    send = Mock()
    send(1)
    send.assert_has_calls(call(1))


def test_two(mocker):
    send = mocker.Mock()
    send(1)
    send(2)
    send.assert_has_calls(mocker.call(1), mocker.call(2))


def test_three():
    send = mock.MagicMock()
    for number in (1, 2, 3):
        send.mail(number)
    send.assert_has_calls(
        mock.call.mail(1),
        mock.call.mail(2),
        mock.call.mail(3),
    )


class SendTests(IsolatedAsyncioTestCase):
    async def test_awaits(self):
        send = AsyncMock()
        await send("a")
        send.assert_has_awaits(call("a"), any_order=True)


def test_named():
    send = Mock()
    send(1)
    send.assert_has_calls(calls=call(1), any_order=True)
