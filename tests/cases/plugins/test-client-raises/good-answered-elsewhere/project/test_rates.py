from fastapi.testclient import TestClient

import handlers
from shop import app


def test_failure():
    assert handlers.failed
    assert TestClient(app).get("/rates").status_code == 500
