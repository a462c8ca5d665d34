from unittest import TestCase


class Base(TestCase):
    def setUp(self):
        self.sent = []
