import unittest


class ShopTest(unittest.IsolatedAsyncioTestCase):
    def asyncSetUp(self):
        self.items = [1]

    async def test_items(self):
        self.assertEqual(self.items, [1])


class Base(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.count = 1


class CountTest(Base):
    def asyncTearDown(self):
        self.count = 0

    def test_count(self):
        self.assertEqual(self.count, 1)
