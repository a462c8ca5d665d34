import pytest


@pytest.fixture(autouse=True, scope="session")
def _services(docker_services):
    yield
