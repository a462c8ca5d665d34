import pytest


@pytest.fixture(scope="module", name="store")
async def make_store():
    yield {"a": 1}


def test_read(store):
    assert store
