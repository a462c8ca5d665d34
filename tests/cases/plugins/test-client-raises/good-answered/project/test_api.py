import pytest
from fastapi.testclient import TestClient

from caught import app as caught
from handled import app as handled
from plain import app as plain
from registered import app as registered


def test_told():
    client = TestClient(plain, raise_server_exceptions=False)
    assert client.get("/rates").status_code == 500


def test_waited_for():
    client = TestClient(plain)
    with pytest.raises(ValueError, match="rates"):
        assert client.get("/rates").status_code == 500


def test_handled():
    assert TestClient(handled).get("/rates").status_code == 500


def test_registered():
    assert TestClient(registered).get("/rates").status_code == 500


def test_caught():
    assert TestClient(caught).get("/rates").status_code == 500
