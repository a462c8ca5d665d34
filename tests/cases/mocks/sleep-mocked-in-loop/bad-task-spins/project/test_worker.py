import asyncio
from unittest.mock import AsyncMock, patch

from shop.worker import Worker


async def stop_soon():
    worker = Worker()
    task = asyncio.create_task(worker.run())
    await asyncio.wait([task], timeout=0.05)
    worker.stopped = True
    await task


def test_stops():
    async def main():
        worker = Worker()
        with patch("shop.worker.asyncio.sleep", new_callable=AsyncMock):
            task = asyncio.create_task(worker.run())
            await asyncio.wait([task], timeout=0.05)
            worker.stopped = True
            await task

    asyncio.run(main())
