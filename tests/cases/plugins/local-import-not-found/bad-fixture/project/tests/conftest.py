import pytest


@pytest.fixture
def app():
    """The application."""
    title = "shop"
    from fastapi import FastAPI

    return FastAPI(title=title)


@pytest.fixture
def client(app):
    from fastapi.testclient import TestClient

    return TestClient(app)
