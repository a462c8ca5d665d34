import unittest


class TestDb:
    ready = False

    async def setup_method(self):
        self.ready = True

    async def test_ready(self):
        assert self.ready


class DbTest(unittest.IsolatedAsyncioTestCase):
    ready = False

    async def setUp(self):
        self.ready = True

    async def test_ready(self):
        self.assertTrue(self.ready)


class PlainTest(unittest.TestCase):
    ready = False

    async def setUp(self):
        self.ready = True

    def test_ready(self):
        self.assertTrue(self.ready)
