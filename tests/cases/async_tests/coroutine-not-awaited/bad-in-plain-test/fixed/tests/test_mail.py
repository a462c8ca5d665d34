import asyncio

from acc.mailer import deliver


def test_deliver():
    asyncio.run(deliver("hi"))
