import time


def test_created(steady):
    created = time.time()
    assert created == time.time()
