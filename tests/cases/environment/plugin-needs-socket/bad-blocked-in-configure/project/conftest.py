from pytest_socket import disable_socket


def pytest_configure(config):
    disable_socket()
