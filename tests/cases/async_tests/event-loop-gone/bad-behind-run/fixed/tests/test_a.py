import asyncio

from prices import price


def test_before():
    assert asyncio.get_event_loop().run_until_complete(price()) == 3


def test_run():
    assert asyncio.run(price()) == 3


def test_behind():
    loop = asyncio.new_event_loop()
    assert loop.run_until_complete(price()) == 3
