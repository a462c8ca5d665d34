import pytest


@pytest.fixture
def store(request):
    return request.config.getoption("--store")
