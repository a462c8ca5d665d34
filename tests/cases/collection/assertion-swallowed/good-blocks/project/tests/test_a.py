import time
from contextlib import suppress


def test_narrow():
    with suppress(KeyError, ValueError):
        assert int("1") == 1


def test_on_purpose():
    with suppress(AssertionError):
        assert time.time() < 0


def test_tried_again():
    for _ in range(3):
        with suppress(Exception):
            assert time.time() > 0
            break


def test_asked_later():
    with suppress(Exception):
        assert time.time() < 0
    assert time.time() > 0


def test_cleanup():
    try:
        assert time.time() > 0
    finally:
        if time.time() < 0:
            return


def test_behind():
    def quiet():
        try:
            return time.time()
        finally:
            return 1

    assert quiet() == 1
    with suppress(Exception):
        time.sleep(0)
