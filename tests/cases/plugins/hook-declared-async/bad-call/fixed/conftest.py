import asyncio


def pytest_pyfunc_call(pyfuncitem):
    async def run():
        await asyncio.sleep(0)

    asyncio.run(run())
