import pytest_socket

pytest_socket.disable_socket(allow_unix_socket=True)
