import unittest
from contextlib import ExitStack
from datetime import date
from unittest.mock import patch

import pytest
from freezegun import freeze_time


class TestDue:
    def setup_method(self):
        self.freezer = freeze_time("2020-01-31")
        self.freezer.start()

    def teardown_method(self):
        self.freezer.stop()

    def test_due(self):
        assert date.today() == date(2020, 1, 31)


@freeze_time("2020-02-01")
def test_decorated():
    with freeze_time("2020-02-02") as frozen:
        frozen.tick()
        assert date.today() == date(2020, 2, 2)


@pytest.fixture
def february():
    freezer = freeze_time("2020-02-01")
    freezer.start()
    yield
    freezer.stop()


def test_february(february):
    assert date.today().month == 2


class ListTest(unittest.TestCase):
    def setUp(self):
        self.patchers = [patch("os.getlogin", return_value="ann"), patch("os.nice")]
        for each in self.patchers:
            each.start()
            self.addCleanup(each.stop)

    def test_patched(self):
        self.assertTrue(self.patchers)


def test_entered():
    with ExitStack() as stack:
        for each in [patch("os.getlogin"), patch("os.nice")]:
            stack.enter_context(each)
