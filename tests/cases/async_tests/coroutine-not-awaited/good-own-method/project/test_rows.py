import asyncio
import functools


def in_loop(function):
    @functools.wraps(function)
    def wrapper(*args):
        return asyncio.get_running_loop().create_task(function(*args))

    return wrapper


class Base:
    async def check(self, rows):
        assert rows


class TestRows(Base):
    async def check_rows(self, rows):
        assert rows == [1]

    @in_loop
    async def spawn(self):
        await asyncio.sleep(0)

    async def other(self):
        raise AssertionError

    other = print

    def check(self, rows):
        assert rows == [1]

    async def test_awaited(self):
        await self.check_rows([1])

    async def test_later(self):
        checked = self.check_rows([1])
        await checked

    async def test_gathered(self):
        await asyncio.gather(self.check_rows([1]), self.check_rows([1]))

    async def test_others(self):
        self.spawn()
        self.check([1])
        self.other()
        await asyncio.sleep(0.01)
