import unittest as ut


class TestMail(ut.IsolatedAsyncioTestCase):
    def helper(self):
        return 1

    async def test_sent(self):
        self.assertEqual(self.helper(), 2)
