import unittest


class StoreTestBase(unittest.TestCase):
    __test__ = False

    def make(self):
        raise NotImplementedError

    def test_put(self):
        self.assertEqual(self.make(), {})


class MemoryTest(StoreTestBase):
    __test__ = True

    def make(self):
        return {}
