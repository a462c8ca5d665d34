import pytest


@pytest.fixture(params=["sqlite", "postgres", "mysql"], ids=["lite", "pg"])
def database(request):
    return request.param
