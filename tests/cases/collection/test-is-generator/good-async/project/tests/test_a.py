async def test_steps():
    async def steps():
        yield 1

    assert [step async for step in steps()] == [1]
