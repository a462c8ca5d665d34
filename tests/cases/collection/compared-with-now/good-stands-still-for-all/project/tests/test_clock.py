import time


def test_created():
    made = time.time()
    assert made == time.time()
