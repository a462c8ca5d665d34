import pytest


@pytest.fixture
def api(pytestconfig):
    return pytestconfig.getini("api_url")
