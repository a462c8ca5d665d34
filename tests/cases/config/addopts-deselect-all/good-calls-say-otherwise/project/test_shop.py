import pytest


@pytest.mark.integration
def test_shop():
    assert True
