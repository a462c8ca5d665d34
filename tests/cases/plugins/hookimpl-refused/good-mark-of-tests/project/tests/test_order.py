import pytest


@pytest.mark.tryfirst
def test_order():
    assert 1 + 1 == 2
