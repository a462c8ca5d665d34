import os
import time
import unittest


def test_tokyo():
    os.environ["TZ"] = "Asia/Tokyo"
    time.tzset()
    assert time.tzname[0] == "JST"


class KeyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ |= {"API_KEY": "x"}

    def test_key(self):
        self.assertEqual(os.environ["API_KEY"], "x")
