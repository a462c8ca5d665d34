import pytest


@pytest.mark.browser
def test_title():
    assert True
