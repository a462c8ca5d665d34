import pytest


@pytest.mark.integration
def test_shop():
    assert True


def test_total():
    assert True
