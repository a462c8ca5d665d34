import pytest


@pytest.mark.anyio
async def test_items(items):
    assert items[0] == "a"


def test_length(items, anyio_backend):
    assert len(items) == 2
