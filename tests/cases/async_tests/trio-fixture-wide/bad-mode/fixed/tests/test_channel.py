import pytest


async def test_send_and_receive(channel):
    send, receive = channel
    await send.send(1)
    assert await receive.receive() == 1


class TestAll:
    @pytest.fixture(scope="function")
    async def number(self):
        return 3

    async def test_number(self, number):
        assert number == 3
