import asyncio

from jobs import later, slowly


def test_later():
    assert later(len, "abc").result() == 3


def test_slowly():
    assert asyncio.run(slowly(int)) == 0
