import unittest


class Base(unittest.TestCase):
    def tearDown(self):
        self.stack.close()
