import unittest

import shop


def test_close():
    shop.socket = object()
    shop.close()
    assert shop.socket is None


class TestClose(unittest.TestCase):
    def test_session(self):
        shop.session = object()
        self.assertIsNotNone(shop.session)
        shop.close()
        self.assertIsNone(shop.session)
