import unittest


class TestUsers:
    user = "ann"

    def test_made(self):
        assert self.user

    def test_removed(self):
        assert self.user == "ann"
