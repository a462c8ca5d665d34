from post import SEND


def test_send():
    assert SEND
