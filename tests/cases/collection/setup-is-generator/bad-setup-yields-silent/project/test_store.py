import os
import unittest


class StoreTest(unittest.TestCase):
    def setUp(self):
        os.environ["STORE"] = "memory"
        yield
        del os.environ["STORE"]

    def test_store(self):
        print("store:", os.environ.get("STORE"))
