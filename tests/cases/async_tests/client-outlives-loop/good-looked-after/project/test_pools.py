from clients import engine, inner, local, unknown


async def test_first():
    async with engine.begin(), local.begin(), unknown.begin() as connection:
        assert connection
    assert await inner.get("https://shop.example")


async def test_second():
    async with engine.begin(), local.begin(), unknown.begin() as connection:
        assert connection
    assert await inner.get("https://shop.example")
