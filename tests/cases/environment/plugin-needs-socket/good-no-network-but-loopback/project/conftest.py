import pytest
from pytest_socket import disable_socket, socket_allow_hosts

socket_allow_hosts(["127.0.0.1"])


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    disable_socket()


@pytest.fixture(autouse=True)
def no_network():
    disable_socket()
