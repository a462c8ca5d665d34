import pytest


@pytest.mark.asyncio("module")
def test_total():
    assert 1 + 1 == 2
