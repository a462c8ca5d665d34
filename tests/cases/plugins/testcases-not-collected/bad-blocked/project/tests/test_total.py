import unittest


class TotalTest(unittest.TestCase):
    def test_total(self):
        self.assertEqual(1 + 1, 2)


def test_plain():
    assert True
