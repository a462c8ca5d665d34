import os

import pytest


@pytest.fixture
def url():
    return os.environ.get("SHOP_DATABASE_URL") or pytest.skip("no database")


def test_url(url):
    assert url
