import pytest


@pytest.mark.parametrize('what', ['basket', 'till'])
def test_price(what):
    assert what
