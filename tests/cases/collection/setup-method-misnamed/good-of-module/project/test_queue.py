import pytest

QUEUE = []


@pytest.fixture(autouse=True)
def setup_class():
    QUEUE[:] = [1, 2]


def setup_method():
    QUEUE.append(3)


def teardown_method():
    """Nothing to do."""


def test_pop():
    setup_method()
    assert QUEUE.pop() == 3


class TestQueue:
    def setup_method(self):
        QUEUE.append(4)

    def test_pop(self):
        assert QUEUE.pop() == 4
