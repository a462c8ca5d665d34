import unittest


class OrderTest(unittest.TestCase):
    order = {"lines": [1], "name": "ann"}

    def test_anonymous(self):
        del self.order["name"]
        self.assertNotIn("name", self.order)

    def test_named(self):
        self.assertEqual(self.order["name"], "ann")
