import unittest
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time


class TestDue:
    def setup_method(self):
        self.freezer = freeze_time("2020-01-31")
        self.freezer.start()

    def test_due(self):
        assert date.today() == date(2020, 1, 31)


def test_inline():
    frozen = freeze_time("2020-02-01").start()
    assert frozen
    assert date.today() == date(2020, 2, 1)


class ListTest(unittest.TestCase):
    def setUp(self):
        self.patchers = [patch("os.getlogin", return_value="ann"), patch("os.nice")]
        for each in self.patchers:
            each.start()

    def test_patched(self):
        self.assertTrue(self.patchers)
