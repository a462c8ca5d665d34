import asyncio


async def price():
    return 3


def test_asked():
    loop = asyncio.get_event_loop()
    assert loop.run_until_complete(price()) == 3
