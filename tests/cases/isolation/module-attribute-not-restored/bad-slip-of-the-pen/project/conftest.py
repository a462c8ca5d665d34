import pytest
from shop.till import till


@pytest.fixture(autouse=True)
def reset_till():
    till.rounding = "up"
