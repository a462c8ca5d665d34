import pytest


@pytest.mark.parametrize("side", [1, 2], ids=["one", "two"])
def test_area(side):
    assert side * side >= side


@pytest.mark.xfail(reason="not done yet", strict=True)
def test_volume():
    assert False
