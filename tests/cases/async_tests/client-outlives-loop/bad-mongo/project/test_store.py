from store import db, users


async def test_none():
    assert await users.find_one({"name": "ann"}) is None


async def test_count():
    count = await db["orders"].count_documents({})
    assert count == 0
