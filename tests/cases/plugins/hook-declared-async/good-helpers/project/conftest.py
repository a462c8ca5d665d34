import asyncio


async def own_helper():
    return 1


def pytest_configure(config):
    config.helped = asyncio.run(own_helper())


class Plugin:
    async def pytest_configure(self, config):
        config.never = True
