import unittest
from unittest.mock import patch

from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user


class TestUser:
    def setup_method(self):
        app.dependency_overrides[get_user] = lambda: "bob"

    def teardown_method(self):
        app.dependency_overrides.pop(get_user, None)

    def test_one(self):
        assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}


class TestKept(unittest.TestCase):
    def setUp(self):
        self.kept = dict(app.dependency_overrides)
        app.dependency_overrides[get_user] = lambda: "bob"

    def tearDown(self):
        app.dependency_overrides.clear()
        app.dependency_overrides.update(self.kept)

    def test_two(self):
        assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}


class TestAgain:
    def teardown_method(self):
        app.dependency_overrides.clear()
        app.dependency_overrides[get_db] = lambda: "memory"

    def test_three(self):
        app.dependency_overrides[get_user] = lambda: "bob"
        assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}


class Helper:
    def teardown_method(self):
        app.dependency_overrides.clear()


class TestOverridden(Helper):
    def teardown_method(self):
        pass

    def test_five(self):
        assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "memory"}


def test_meanwhile():
    with patch.dict(app.dependency_overrides):
        app.dependency_overrides.clear()
        assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "db"}
    assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "memory"}
