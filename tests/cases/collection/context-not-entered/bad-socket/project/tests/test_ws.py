from app import app
from starlette.testclient import TestClient


def test_echo():
    with TestClient(app) as own:
        ws = own.websocket_connect("/ws")
        ws.send_text("hi")
        assert ws.receive_text() == "hi"


def test_echo_of_fixture(client):
    ws = client.websocket_connect("/ws")
    ws.send_text("hi")
    assert ws.receive_text() == "hi"


def test_connects(client):
    client.websocket_connect("/wrong")
