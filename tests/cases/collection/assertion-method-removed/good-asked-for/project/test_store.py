from unittest import TestCase


class StoreTests(TestCase):
    def setUp(self):
        self.same = getattr(self, "assertItemsEqual", None) or self.assertCountEqual
        if not hasattr(self, "assertRaisesRegexp"):
            self.assertRaisesRegexp = self.assertRaisesRegex

    def test_items(self):
        self.same([1, 2], [2, 1])

    def test_raises(self):
        with self.assertRaisesRegexp(ValueError, "invalid"):
            int("x")
