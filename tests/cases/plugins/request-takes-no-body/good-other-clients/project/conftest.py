import pytest
from fastapi.testclient import TestClient
from flask import Flask

from shop import app


class Client(TestClient):
    def delete(self, url, **more):
        return self.request("DELETE", url, **more)


@pytest.fixture
def client():
    return TestClient(app)


@pytest.fixture
def own():
    return Client(app)


@pytest.fixture
def flask_client():
    return Flask("shop").test_client()
