import unittest


class StoreTestBase(unittest.TestCase):
    def make(self):
        raise NotImplementedError

    def test_put(self):
        self.assertEqual(self.make(), {})


class MemoryTest(StoreTestBase):
    def make(self):
        return {}
