import asyncio
import threading

import pytest


async def main():
    return 1


async def test_refused():
    coroutine = main()
    with pytest.raises(RuntimeError):
        asyncio.run(coroutine)
    coroutine.close()


async def test_thread():
    assert await asyncio.to_thread(lambda: asyncio.run(main())) == 1


async def test_other_thread():
    def work():
        asyncio.run(main())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not thread.is_alive()


def test_plain():
    assert asyncio.run(main()) == 1
