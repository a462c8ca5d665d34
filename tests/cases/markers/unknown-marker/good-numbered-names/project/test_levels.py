import pytest


@pytest.mark.level1
def test_first():
    assert True


@pytest.mark.level3
def test_third():
    assert True
