from base import Base


class ShopTest(Base):
    async def test_items(self):
        self.assertEqual(self.items, [1])


class OtherTest(Base):
    def test_items(self):
        self.assertEqual(self.items, [1])
