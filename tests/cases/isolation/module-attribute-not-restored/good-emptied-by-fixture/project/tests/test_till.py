import pytest
from shop import Till


@pytest.fixture
def shut():
    yield
    Till.drawers.clear()


def test_open(shut):
    Till.drawers = set(["left", "right"])
    assert Till.open() == ["left", "right"]


def test_none():
    assert Till.open() == []
