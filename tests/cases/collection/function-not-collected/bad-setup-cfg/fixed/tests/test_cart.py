import asyncio


def should_add():
    assert 1 + 1 == 2


def test_later():
    async def run():
        assert 2

    asyncio.run(run())


def test_add():
    assert 1 + 2 == 3
