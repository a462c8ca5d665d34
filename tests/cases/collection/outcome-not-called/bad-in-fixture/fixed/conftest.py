import os

import pytest


@pytest.fixture
def database():
    if "SHOP_DATABASE" not in os.environ:
        pytest.skip()
    return os.environ["SHOP_DATABASE"]
