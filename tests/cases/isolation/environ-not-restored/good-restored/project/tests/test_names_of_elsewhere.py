import os

import pytest
from names import HOST, PORT


@pytest.fixture
def address():
    before = {}
    for name in (HOST, PORT):
        before[name] = os.environ.get(name)
    os.environ[HOST] = "shop.example"
    os.environ[PORT] = "80"
    yield
    for name, value in before.items():
        if value:
            os.environ[name] = value
        else:
            del os.environ[name]


def test_address(address):
    assert os.environ[PORT] == "80"
