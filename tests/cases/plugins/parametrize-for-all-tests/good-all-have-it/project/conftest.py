import pytest


@pytest.fixture
def bill(price):
    return price * 2


def pytest_generate_tests(metafunc):
    metafunc.parametrize("price", [1, 2])
