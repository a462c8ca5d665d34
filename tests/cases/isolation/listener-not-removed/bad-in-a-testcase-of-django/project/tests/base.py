from django.test import SimpleTestCase


class BaseTestCase(SimpleTestCase):
    def setUp(self):
        self.calls = []
