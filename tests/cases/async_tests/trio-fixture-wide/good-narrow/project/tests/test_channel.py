async def test_send_and_receive(channel):
    send, receive = channel
    await send.send(1)
    assert await receive.receive() == 1


def test_size(size):
    assert size == 10
