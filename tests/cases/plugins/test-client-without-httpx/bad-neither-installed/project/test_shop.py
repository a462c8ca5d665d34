from fastapi.testclient import TestClient

from shop import app


def test_docs():
    with TestClient(app) as client:
        assert client.get("/docs").status_code == 200
