from starlette.testclient import TestClient


def test_docs():
    assert TestClient
