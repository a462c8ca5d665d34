from unittest import mock

import pytest

from shop import Store


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def double():
    return mock.MagicMock(Store)


@pytest.fixture
def either(request):
    if request.config:
        return mock.Mock()
    return Store()


async def test_has(store, double, either):
    assert store.count()
    assert await store.has("tea")
    assert double.has("coffee")
    assert either.has("coffee")


async def test_own(store: Store):
    store = mock.Mock()
    assert store.has("milk")
