from django.test import TestCase


class BlogTests(TestCase):
    def test_title(self):
        self.assertEqual("a", "b")
