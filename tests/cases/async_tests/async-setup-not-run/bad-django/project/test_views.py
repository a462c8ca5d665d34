from django.contrib.auth.models import User
from django.test import SimpleTestCase, TestCase


class HelloCase(SimpleTestCase):
    async def setUp(self):
        self.hello = "hello"


class HelloTests(HelloCase):
    async def test_hello(self):
        self.assertEqual(self.hello, "hello")


class UserTests(TestCase):
    @classmethod
    async def setUpTestData(cls):
        cls.user = await User.objects.acreate(username="ann")

    async def test_user(self):
        assert await User.objects.acount() == 1
