import pytest


def test_empty(cart):
    assert cart == []


async def helper():
    return 1


def test_more():
    for each in (1, 2):
        total = each; breakpoint()
    pytest.set_trace()
    assert total == 2
