import unittest

from shop import signs


def test_loop():
    saved = {name: getattr(signs, name).copy() for name in ["PLUS"]}
    signs.PLUS["text"] = "plus"
    assert signs.PLUS["text"] == "plus"
    for name, value in saved.items():
        setattr(signs, name, value)


class SignsTest(unittest.TestCase):
    def setUp(self):
        self.saved = signs.PLUS.copy()
        signs.PLUS["text"] = "plus"

    def tearDown(self):
        signs.PLUS = self.saved

    def test_plus(self):
        self.assertEqual(signs.PLUS["text"], "plus")
