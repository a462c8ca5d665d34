import pytest


@pytest.mark.slow
@pytest.mark.net
def test_shop():
    assert 1 + 1 == 2


@pytest.mark.db
def test_tables():
    assert 1 + 1 == 2
