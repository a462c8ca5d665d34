import unittest


class TestOne(unittest.TestCase):
    def test_one(self):
        self.assertTrue(True)


unittest.main()
