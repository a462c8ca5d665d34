import testtools


class StoreTests(testtools.TestCase):
    def test_items(self):
        self.assertItemsEqual([1, 2], [2, 1])
