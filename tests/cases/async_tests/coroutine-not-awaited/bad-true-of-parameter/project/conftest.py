import pytest

import shop


@pytest.fixture
def other():
    made = shop.Store()
    yield made
