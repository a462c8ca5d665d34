import pytest


@pytest.mark.integration
def test_shop():
    assert True


@pytest.mark.slow
def test_long():
    assert True
