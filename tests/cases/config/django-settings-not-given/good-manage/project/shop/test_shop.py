from django.test import SimpleTestCase, TestCase


class Base(SimpleTestCase):
    def test_base(self):
        self.assertTrue(self.client)


class ShopTest(TestCase):
    def test_shop(self):
        self.assertTrue(self.client)
