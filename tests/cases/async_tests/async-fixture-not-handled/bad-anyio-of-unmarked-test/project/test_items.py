import pytest


@pytest.mark.anyio
async def test_items(items):
    assert items[0] == "a"


def test_length(items):
    assert len(items) == 2


class TestItems:
    def test_last(self, items):
        assert items[-1] == "b"
