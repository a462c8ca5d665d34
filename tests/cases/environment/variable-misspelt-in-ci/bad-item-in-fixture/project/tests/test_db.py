import os

import pytest


@pytest.fixture
def url():
    return os.environ["TEST_DATABASE_URL"]


def test_url(url):
    assert url
