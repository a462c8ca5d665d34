import contextlib


def test_message_that_holds_a_buffer():
    prices = bytearray(b"1 2 3")
    try:
        assert 0, memoryview(prices)
    except Exception:
        pass


def test_message_that_is_long():
    with contextlib.suppress(Exception):
        assert False, "price" * 10_000
