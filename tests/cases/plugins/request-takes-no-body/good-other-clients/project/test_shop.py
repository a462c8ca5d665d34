import pytest
import requests
from starlette.testclient import TestClient

from shop import app


def test_bodies(client):
    assert client.post("/cart", json=[1]).status_code == 404
    assert client.request("DELETE", "/cart", json=[1]).status_code == 404
    assert client.get("/cart", params={"json": 1}, headers={}).status_code == 404


def test_own(own):
    assert own.delete("/cart", json=[1]).status_code == 404


def test_flask(flask_client):
    assert flask_client.delete("/cart", json=[1]).status_code == 404


def test_refused(client):
    with pytest.raises(TypeError):
        client.delete("/cart", json=[1])


def test_requests():
    with TestClient(app) as client:
        assert client
    client = requests.Session()
    assert client.delete


@pytest.mark.parametrize("client", [requests])
def test_given(client):
    assert client.delete("https://shop.example/cart", json=[1]).status_code == 404


def helper(client):
    return client.delete("/cart", json=[1])
