from unittest import TestCase


class StoreTests(TestCase):
    def test_part(self):
        for size in (1, 2):
            with self.subTest(size=size):
                self.assertDictContainsSubset({"a": 1}, {"a": 1, "b": size})
