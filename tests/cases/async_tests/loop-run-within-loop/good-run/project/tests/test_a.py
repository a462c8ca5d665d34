import asyncio
import threading


async def fetch():
    return 1


async def test_fetch():
    def work():
        assert asyncio.run(fetch()) == 1

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert await asyncio.to_thread(asyncio.run, fetch()) == 1


def test_plain():
    assert asyncio.run(fetch()) == 1


async def test_off_the_loop():
    loop = asyncio.get_running_loop()
    assert await loop.run_in_executor(None, lambda: asyncio.run(fetch())) == 1
