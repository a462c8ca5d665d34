import pytest


@pytest.mark.filterwarnings('warn')
def test_price():
    assert 2 * 3 == 6
