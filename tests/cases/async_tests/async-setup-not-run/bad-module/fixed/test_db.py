import asyncio

READY = []


def setup_module():
    async def run():
        READY.append(1)

    asyncio.run(run())


def test_not_ready():
    assert not READY
