import unittest

from fastapi.testclient import TestClient

from shop.main import app, get_user


class Base(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = TestClient(app)

    @classmethod
    def tearDownClass(cls):
        app.dependency_overrides.clear()


class UserTest(Base):
    def setUp(self):
        app.dependency_overrides[get_user] = lambda: "bob"

    def test_one(self):
        assert self.client.get("/user").json() == {"name": "bob", "db": "memory"}


class OtherTest(unittest.IsolatedAsyncioTestCase):
    async def asyncTearDown(self):
        app.dependency_overrides.clear()

    async def test_two(self):
        assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "memory"}
