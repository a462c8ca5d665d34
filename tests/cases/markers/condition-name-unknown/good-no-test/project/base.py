import pytest

HAS_REDIS = True


@pytest.mark.skipif("not HAS_REDIS", reason="no redis")
class Shop:
    def test_open(self):
        assert True
