import asyncio
from unittest.mock import patch

from shop.worker import Worker

real_sleep = asyncio.sleep


def test_stops():
    async def main():
        worker = Worker()
        with patch("shop.worker.asyncio.sleep", lambda seconds: real_sleep(0)):
            task = asyncio.create_task(worker.run())
            await asyncio.wait([task], timeout=0.05)
            worker.stopped = True
            await task

    asyncio.run(main())
