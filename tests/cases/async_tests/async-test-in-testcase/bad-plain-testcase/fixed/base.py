from unittest import IsolatedAsyncioTestCase


class Base(IsolatedAsyncioTestCase):
    def setUp(self):
        self.sent = []
