import asyncio


async def pytest_pyfunc_call(pyfuncitem):
    await asyncio.sleep(0)
