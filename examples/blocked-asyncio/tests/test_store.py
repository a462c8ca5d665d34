import pytest

from shop.store import Store


@pytest.mark.asyncio
async def test_saved_item_is_found():
    store = Store()
    await store.save("a", "green apples")
    assert await store.search("apple") == ["a"]


@pytest.mark.asyncio
async def test_search_without_match():
    assert await Store().search("pear") == []
