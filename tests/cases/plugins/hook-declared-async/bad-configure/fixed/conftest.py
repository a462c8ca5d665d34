import asyncio


def pytest_configure(config):
    async def run():
        config.addinivalue_line("markers", "slow: takes long")

    asyncio.run(run())
