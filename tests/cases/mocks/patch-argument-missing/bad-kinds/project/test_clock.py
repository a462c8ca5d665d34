import unittest
from unittest import mock
from unittest.mock import patch

import clock


@patch("clock.now", return_value=5)
def test_now():
    assert clock.now() == 5


class TestClock:
    @mock.patch.object(clock, "zone", return_value="CET")
    @mock.patch("clock.now", lambda: 6)
    def test_zone(self):
        assert (clock.now(), clock.zone()) == (6, "CET")


class ClockTest(unittest.TestCase):
    @patch("clock.zone")
    @patch("clock.now")
    def test_both(self, now):
        self.assertTrue(clock.now())


@patch("clock.now", return_value=5)
class NowTest(unittest.TestCase):
    def test_class(self):
        self.assertEqual(clock.now(), 5)

    @patch("clock.zone")
    def test_one_of_two(self, zone):
        self.assertEqual(clock.now(), 5)

    def helper(self):
        return clock.now()
