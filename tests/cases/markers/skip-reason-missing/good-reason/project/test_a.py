import sys
import unittest

IF = (sys.platform == "never", "never")


class ShopTests(unittest.TestCase):
    @unittest.skipIf(sys.platform == "never", "never")
    def test_a(self):
        self.assertTrue(True)

    @unittest.skipIf(*IF)
    def test_b(self):
        self.assertTrue(True)

    @unittest.skipUnless(reason="never", condition=sys.platform != "never")
    def test_c(self):
        self.assertTrue(True)

    @unittest.skip
    def test_d(self):
        self.assertTrue(True)

    @unittest.skip("later")
    def test_e(self):
        self.assertTrue(True)
