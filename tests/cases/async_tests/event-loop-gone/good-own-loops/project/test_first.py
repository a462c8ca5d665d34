import asyncio


async def price():
    return 3


def test_before():
    assert asyncio.get_event_loop().run_until_complete(price()) == 3


class TestLast:
    def test_run(self):
        assert asyncio.run(price()) == 3

    def test_again(self):
        assert asyncio.run(price()) == 3
