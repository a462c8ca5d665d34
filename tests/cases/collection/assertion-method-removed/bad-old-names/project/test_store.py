import unittest


class StoreTests(unittest.TestCase):
    def setUp(self):
        self.assert_(True)

    def test_empty(self):
        self.assertEquals(len([]), 0)
        self.assertEquals(
            len([1]),
            1,
        )

    def test_bad(self):
        with self.assertRaisesRegexp(ValueError, "invalid"):
            int("x")
