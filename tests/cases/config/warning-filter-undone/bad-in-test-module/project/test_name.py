import unittest
import warnings as w

w.filterwarnings("error", message="old")


class TestName(unittest.TestCase):
    def test_name(self):
        w.warn("old name", UserWarning)
