import pytest


@pytest.fixture
async def store():
    yield {"a": 1}


async def test_read(store):
    assert store["a"] == 1


def test_read_without_await(store):
    assert store["a"] == 1
