def should_add():
    assert 1 + 1 == 2


async def test_later():
    assert 2


def test_add():
    assert 1 + 2 == 3
