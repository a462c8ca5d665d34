import pytest


class Counter:
    __slots__ = ("small", "wide")

    def most(self):
        return 127


@pytest.fixture(scope="module")
def counter():
    return Counter()


def test_most(counter):
    assert counter.most() == 127


def test_small_can_be_set(counter):
    counter.small = 127


def test_wide_can_be_set(counter):
    counter.wide = 32767


def test_most_again(counter):
    assert counter.most() == 127
