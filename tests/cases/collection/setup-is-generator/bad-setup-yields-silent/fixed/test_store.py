import os
import unittest

import pytest


class StoreTest(unittest.TestCase):
    @pytest.fixture(autouse=True)
    def set_up(self):
        os.environ["STORE"] = "memory"
        yield
        del os.environ["STORE"]

    def test_store(self):
        print("store:", os.environ.get("STORE"))
