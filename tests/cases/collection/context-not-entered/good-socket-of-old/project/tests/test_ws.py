from app import app
from starlette.testclient import TestClient


def test_connected_as_it_is_made():
    ws = TestClient(app).websocket_connect("/ws")
    client = TestClient(app)
    ws = client.websocket_connect("/ws")
    ws.send_text("hi")
