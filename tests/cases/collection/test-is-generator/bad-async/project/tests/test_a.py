async def test_steps():
    yield 1
    assert False
