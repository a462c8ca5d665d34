import unittest
from unittest.mock import patch

from shop.config import settings


class DebugTest(unittest.TestCase):
    def setUp(self):
        patcher = patch.dict(settings.__dict__)
        patcher.start()
        self.addCleanup(patcher.stop)

    def test_debug(self):
        settings.debug = True
        self.assertTrue(settings.debug)


class CleanupTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(vars(settings).update, dict(vars(settings)))

    def test_debug(self):
        settings.debug = True
        self.assertTrue(settings.debug)


class TearDownTest(unittest.TestCase):
    def tearDown(self):
        settings.__init__()

    def test_debug(self):
        settings.debug = True
        self.assertTrue(settings.debug)


@patch.dict(vars(settings))
def test_decorated():
    settings.debug = True
    assert settings.debug


def test_finally():
    before = dict(vars(settings))
    try:
        settings.debug = True
        assert settings.debug
    finally:
        vars(settings).update(before)


def test_no_debug():
    assert not settings.debug
