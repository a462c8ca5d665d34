import pytest


@pytest.mark.xfail(reason="not done yet")
def test_upper():
    assert True
