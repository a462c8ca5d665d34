import unittest

from shop import app


class Base(unittest.TestCase):
    def setUp(self):
        self.context = app.app_context()
        self.context.push()

    def tearDown(self):
        self.context.pop()


class TestShop(Base):
    def test_name(self):
        assert app.name == "shop"


class TestOther(unittest.TestCase):
    def setUp(self):
        self.pushed = app.test_request_context("/")
        self.pushed.push()
        self.addCleanup(self.pushed.pop)

    def test_name(self):
        assert app.name == "shop"


class TestClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pushed = app.app_context()
        cls.pushed.push()

    @classmethod
    def tearDownClass(cls):
        cls.pushed.pop()

    def test_name(self):
        assert app.name == "shop"


def test_all(context, request_context, entered):
    assert context and request_context and entered


def test_in_test():
    pushed = app.app_context()
    pushed.push()
    try:
        assert app.name == "shop"
    finally:
        pushed.pop()
