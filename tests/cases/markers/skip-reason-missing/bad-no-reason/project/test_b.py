import sys
from unittest import TestCase, skipUnless as only_if


@only_if(condition=sys.platform != "win32")
class ShopTests(TestCase):
    def test_open(self):
        self.assertTrue(True)
