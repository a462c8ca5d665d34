import unittest


class StoreTests(unittest.TestCase):
    def setUp(self):
        self.assertTrue(True)

    def test_empty(self):
        self.assertEqual(len([]), 0)
        self.assertEqual(
            len([1]),
            1,
        )

    def test_bad(self):
        with self.assertRaisesRegex(ValueError, "invalid"):
            int("x")
