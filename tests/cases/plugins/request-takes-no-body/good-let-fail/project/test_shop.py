import pytest
from fastapi.testclient import TestClient

from shop import app

client = TestClient(app)


@pytest.mark.xfail(raises=TypeError, strict=True)
def test_refused():
    client.delete("/cart", json=[1])


@pytest.mark.skip(reason="takes no body")
def test_skipped():
    client.delete("/cart", json=[1])
