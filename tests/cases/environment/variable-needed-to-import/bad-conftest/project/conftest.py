import os

import pytest

URL = f"postgres://{os.environ['SHOP_DB_HOST']}/shop"


@pytest.fixture
def url():
    return URL
