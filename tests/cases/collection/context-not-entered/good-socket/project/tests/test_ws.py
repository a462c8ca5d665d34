from contextlib import ExitStack

import pytest
from app import app
from other import AsyncClient
from starlette.testclient import TestClient

client = TestClient(app)


def test_entered():
    with client.websocket_connect("/ws") as ws:
        ws.send_text("hi")


def test_entered_later():
    session = client.websocket_connect("/ws")
    with session as ws:
        ws.send_text("hi")


def test_entered_by_stack():
    with ExitStack() as stack:
        session = client.websocket_connect("/ws")
        stack.enter_context(session)
        session.send_text("hi")


def test_entered_by_hand():
    session = client.websocket_connect("/ws")
    session.__enter__()
    session.send_text("hi")


def test_refused():
    with pytest.raises(TypeError):
        client.websocket_connect()


def test_other():
    other = AsyncClient()
    ws = other.websocket_connect("/ws")
    ws.send_text("hi")
