from pytest_socket import disable_socket

disable_socket()
