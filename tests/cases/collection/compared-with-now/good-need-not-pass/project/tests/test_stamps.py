import time
import unittest

import pytest


def stamp():
    return time.time()


def test_later():
    pytest.skip("the clock has no stand-in yet")
    assert stamp() == time.time()


def test_known():
    assert stamp() == time.time()
    pytest.xfail("the clock goes on")


class StampTest(unittest.TestCase):
    @unittest.expectedFailure
    def test_equal(self):
        self.assertEqual(stamp(), time.time())

    @unittest.skip("later")
    def test_skipped(self):
        self.assertEqual(stamp(), time.time())

    def test_skips_itself(self):
        self.skipTest("later")
        self.assertEqual(stamp(), time.time())


@unittest.skip("all of them")
class OldStampTest(unittest.TestCase):
    def test_old(self):
        self.assertEqual(stamp(), time.time())
