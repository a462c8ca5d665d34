import unittest


class TestUsers(unittest.TestCase):
    def test_create(self):
        self.assertTrue("ann")

    class TestAdmins(unittest.TestCase):
        def test_promote(self):
            self.assertEqual(1, 2)
