from unittest import TestCase


class StoreTests(TestCase):
    def test_size(self):
        self.assertEquals(len("a"), 1)
