from shop.signals import sold

from .base import BaseTestCase


class SignalsTests(BaseTestCase):
    def test_sold(self):
        def note(**kwargs):
            self.calls.append(kwargs)

        sold.connect(note, dispatch_uid=1, weak=False)
        self.addCleanup(sold.disconnect, note, dispatch_uid=1)
        sold.send(None)
        self.assertEqual(len(self.calls), 1)
