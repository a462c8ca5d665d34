import os
import unittest


def set_home(case):
    old = os.environ.get("SHOP_HOME")
    os.environ["SHOP_HOME"] = "/shop"

    def cleanup():
        if old is None:
            os.environ.pop("SHOP_HOME", None)
        else:
            os.environ["SHOP_HOME"] = old

    case.addCleanup(cleanup)


class HomeTest(unittest.TestCase):
    def setUp(self):
        set_home(self)

    def test_home(self):
        self.assertEqual(os.environ["SHOP_HOME"], "/shop")


class OtherTest(unittest.TestCase):
    def test_other(self):
        self.assertTrue(os.environ)
