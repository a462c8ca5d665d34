import anyio


async def test_worker_runs(workers):
    done = anyio.Event()

    async def work():
        done.set()

    async with workers() as group:
        group.start_soon(work)
        await done.wait()
    assert done.is_set()
