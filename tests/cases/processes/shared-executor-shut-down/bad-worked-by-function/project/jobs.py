import asyncio
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(max_workers=2)
SLOW = ThreadPoolExecutor(1)


def later(work, *args):
    return POOL.submit(work, *args)


async def slowly(work):
    return await asyncio.get_running_loop().run_in_executor(SLOW, work)
