import os as system

import pytest


@pytest.fixture
def token():
    system.environ.update({"SHOP_TOKEN": "secret", "SHOP_USER": "ann"})
    return "secret"
