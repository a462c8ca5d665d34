import pytest


@pytest.mark.dependency
def test_total():
    assert 1 + 1 == 2


@pytest.mark.dependency(depends=["test_total"])
def test_more():
    assert 1 + 2 == 3
