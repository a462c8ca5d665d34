import pytest


class Library:
    def make(self, count):
        return [0] * count


@pytest.fixture(scope="module")
def library():
    return Library()


def test_first(library):
    library.make(3)[0] = 1


def test_second(library):
    assert library.make(3)[0] == 0
