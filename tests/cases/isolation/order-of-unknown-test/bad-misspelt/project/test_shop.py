import pytest
from pytest import mark


@pytest.mark.order(after="test_makes")
def test_uses():
    assert sum([1, 2]) == 3


def test_make():
    assert sum([1, 2]) == 3


@mark.order(2, before=["test_make", "test_delivery"])
def test_two():
    assert sum([1, 2]) == 3


def test_last():
    assert sum([1, 2]) == 3
