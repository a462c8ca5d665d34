import pytest
from fastapi.testclient import TestClient

from later import app


@pytest.mark.xfail(raises=ValueError, strict=True)
def test_failure():
    assert TestClient(app).get("/rates").status_code == 500
