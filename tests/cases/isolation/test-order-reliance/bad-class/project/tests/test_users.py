import unittest


class TestUsers:
    def test_made(self):
        self.__class__.user = "ann"
        assert self.user

    def test_renamed(self):
        TestUsers.name = self.user.upper()

    def test_removed(self):
        assert self.user == "ann"


class UsersTest(unittest.TestCase):
    def test_made(self):
        type(self).made = True

    def test_used(self):
        self.assertTrue(self.made)
