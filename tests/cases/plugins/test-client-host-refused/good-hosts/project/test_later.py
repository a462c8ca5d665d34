import pytest
from fastapi.testclient import TestClient

from shop import app


@pytest.mark.xfail(strict=True)
def test_home():
    assert TestClient(app).get("/").status_code == 200


@pytest.mark.skip(reason="not there yet")
class TestHome:
    def test_home(self):
        assert TestClient(app).get("/").status_code == 200
