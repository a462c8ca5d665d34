import time


def test_created():
    created = time.time()
    assert created == time.time()
