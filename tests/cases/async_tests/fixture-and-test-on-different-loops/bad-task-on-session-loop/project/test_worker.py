async def test_worker(worker):
    assert await worker == "ready"
