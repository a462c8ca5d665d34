import asyncio

from pytest import mark

LOOPS = []


@mark.asyncio(scope="class")
class TestShop:
    async def test_opens(self):
        LOOPS.append(asyncio.get_running_loop())

    async def test_goes_on(self):
        assert LOOPS[0] is asyncio.get_running_loop()


@mark.asyncio(loop_scope="module")
async def test_closes():
    assert LOOPS


@mark.asyncio(loop_scope="module")
async def test_closed():
    assert LOOPS
