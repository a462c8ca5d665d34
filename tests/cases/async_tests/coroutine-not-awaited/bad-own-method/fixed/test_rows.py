import unittest

from base import Base


class TestRows(Base):
    async def check_rows(self, rows):
        assert rows == [1]

    async def test_rows(self):
        await self.check_rows([2])


class RowsTest(unittest.IsolatedAsyncioTestCase):
    async def check_rows(self, rows):
        self.assertEqual(rows, [1])

    async def test_rows(self):
        await self.check_rows([2])

    async def test_right(self):
        await self.check_rows([1])
