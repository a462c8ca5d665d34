import pytest

import shop


@pytest.fixture(autouse=True)
def _shop_test_env():
    shop.settings = shop.Settings()
