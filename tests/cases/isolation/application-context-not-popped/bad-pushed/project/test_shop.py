import unittest

from flask import current_app, has_app_context

from shop import create_app


class TestShop(unittest.TestCase):
    def setUp(self):
        self.app = create_app()
        self.context = self.app.app_context()
        self.context.push()

    def tearDown(self):
        self.app = None

    def test_name(self):
        assert current_app.name == "shop"


def test_within(context):
    assert current_app == context.app


def test_without():
    assert not has_app_context()
