import pytest
from pytest_socket import disable_socket


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    disable_socket()
