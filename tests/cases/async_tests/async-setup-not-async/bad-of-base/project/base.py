import unittest


class Base(unittest.IsolatedAsyncioTestCase):
    def asyncSetUp(self):
        self.items = [1]
