from mailer import SENT, forget, send


async def test_send():
    forget()
    await send("hello")
    assert len(SENT) <= 1
