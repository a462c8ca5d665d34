import shop


def test_drawn():
    assert shop.drawn([1, 2])
