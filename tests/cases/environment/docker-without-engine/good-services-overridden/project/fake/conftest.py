import pytest


class Services:
    def port_for(self, name, port):
        return port


@pytest.fixture(scope="session")
def docker_services():
    return Services()
