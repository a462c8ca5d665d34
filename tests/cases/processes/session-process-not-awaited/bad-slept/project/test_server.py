import socket


def test_server(server):
    socket.create_connection(("localhost", server)).close()


def test_slow(slow):
    assert slow
