import asyncio
from unittest.mock import AsyncMock, patch

from shop.worker import Worker

real_sleep = asyncio.sleep


def test_gives_way():
    async def main():
        worker = Worker()
        with patch("shop.worker.asyncio.sleep", side_effect=lambda seconds: real_sleep(0)):
            task = asyncio.create_task(worker.run())
            await asyncio.wait([task], timeout=0.05)
            worker.stopped = True
            await task

    asyncio.run(main())


def test_ends_by_itself():
    async def main():
        with patch("asyncio.sleep", AsyncMock()):
            await asyncio.create_task(Worker().wait(3))

    asyncio.run(main())


def test_ended_by_mock():
    async def main():
        worker = Worker()
        with patch("asyncio.sleep", AsyncMock(side_effect=[None, asyncio.CancelledError])):
            task = asyncio.create_task(worker.run())
            await asyncio.wait([task])

    asyncio.run(main())
