import pytest


@pytest.fixture(scope="session")
def database():
    return 5432
