from mailer import SENT, forget, send


async def test_send():
    forget()
    send("hello")
    assert len(SENT) <= 1
