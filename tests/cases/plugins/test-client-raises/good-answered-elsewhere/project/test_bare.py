import pytest
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from bare import app


@pytest.fixture
def answering():
    app.add_exception_handler(ValueError, lambda request, error: JSONResponse({}, status_code=500))
    yield
    del app.exception_handlers[ValueError]


def test_failure(answering):
    assert TestClient(app).get("/rates").status_code == 500
