import sqlite3
import unittest


class Adapters(unittest.TestCase):
    def setUp(self):
        sqlite3.register_adapter(int, float)
        self.connection = sqlite3.connect(":memory:")

    def tearDown(self):
        del sqlite3.adapters[(int, sqlite3.PrepareProtocol)]
        self.connection.close()

    def test_number(self):
        (found,) = self.connection.execute("select ?", (4,)).fetchone()
        self.assertIsInstance(found, float)
