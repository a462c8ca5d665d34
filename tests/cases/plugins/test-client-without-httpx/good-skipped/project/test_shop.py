import pytest

pytest.importorskip("httpx")

from fastapi.testclient import TestClient


def test_docs():
    assert TestClient
