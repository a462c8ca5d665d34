QUEUE = []


def setup_function():
    QUEUE[:] = [1, 2]


def test_pop():
    assert QUEUE.pop() == 2


def teardown_class(cls):
    QUEUE.clear()
