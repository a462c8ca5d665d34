from base import Base


class TestStore(Base):
    def test_items(self):
        self.assertItemsEqual([1, 2], [2, 1])
