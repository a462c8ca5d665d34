import pytest


@pytest.mark.skipif("not HAS_REDIS", reason="no redis")
def test_a():
    assert True
