import unittest


class ShopTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.items = [1]

    async def test_items(self):
        self.assertEqual(self.items, [1])


class OtherTest(unittest.TestCase):
    def setUp(self):
        self.asyncSetUp()

    def asyncSetUp(self):
        self.items = [1]

    def test_items(self):
        self.assertEqual(self.items, [1])
