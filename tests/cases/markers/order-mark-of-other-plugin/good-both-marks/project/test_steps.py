import pytest


@pytest.mark.order(1)
@pytest.mark.run(order=1)
def test_write():
    assert True


@pytest.mark.run
def test_of_the_engine():
    assert True
