import time


def steady():
    before, time.time = time.time, lambda: 7
    yield
    time.time = before
