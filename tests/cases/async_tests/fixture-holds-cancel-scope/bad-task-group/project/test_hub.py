import anyio


async def test_worker_runs(workers):
    done = anyio.Event()

    async def work():
        done.set()

    workers.start_soon(work)
    await done.wait()
    assert done.is_set()
