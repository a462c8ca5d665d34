import pytest


@pytest.fixture(scope="session")
def database(docker_services):
    return docker_services.port_for("postgres", 5432)


@pytest.fixture(scope="session")
def address(docker_ip):
    return f"http://{docker_ip}:8080"
