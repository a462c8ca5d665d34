import pytest


@pytest.mark.run(order=1)
def test_write():
    assert True
