import pytest

from shop import Store


@pytest.fixture
def store():
    store = Store()
    return store


async def test_has(store):
    assert store.count()
    assert await store.has("coffee")


async def test_other(other: Store):
    assert await other.has("milk")
