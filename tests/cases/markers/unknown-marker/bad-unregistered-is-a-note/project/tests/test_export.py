import pytest


@pytest.mark.nightly
def test_export():
    assert True
