from fastapi.testclient import TestClient

from shop import app

client: TestClient = TestClient(app)


def test_module():
    assert client.request("DELETE", "/cart", json=[1]).json() == [1]


def test_named_on_the_way():
    if (own := TestClient(app)) is not client:
        assert own.request("DELETE", "/cart", json=[1]).json() == [1]
