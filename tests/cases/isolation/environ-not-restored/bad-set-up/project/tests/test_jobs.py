import unittest
from os import environ

QUEUE = "SHOP_QUEUE"


def setup_module():
    environ[QUEUE] = "memory"


class JobsTest(unittest.TestCase):
    def setUp(self):
        environ["SHOP_JOBS"] = "4"
        self.addCleanup(print, "done")

    def tearDown(self):
        environ.pop("SHOP_OTHER", None)

    def test_queue(self):
        assert environ["SHOP_QUEUE"] == "memory"
