import pytest


@pytest.mark.filterwarnings('ignore::sqlalchemy.exc.SAWarning')
def test_price():
    assert 2 * 3 == 6
