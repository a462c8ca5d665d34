import unittest


class TestOfAnotherRunner(unittest.TestCase):
    __test__ = False

    def test_shop(self):
        self.assertTrue(True)
