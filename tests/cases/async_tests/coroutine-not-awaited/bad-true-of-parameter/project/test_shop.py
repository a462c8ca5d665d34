import pytest

from shop import Store


@pytest.fixture
def store():
    store = Store()
    return store


async def test_has(store):
    assert store.count()
    assert store.has("coffee")


async def test_other(other: Store):
    assert other.has("milk")
