import pytest


@pytest.mark.fast
def test_a():
    assert True


@pytest.mark.level(number=1)
def test_b():
    assert True


@pytest.mark.slow
def test_c():
    assert True
