import pytest

import shop


@pytest.fixture
def price():
    return shop.price
