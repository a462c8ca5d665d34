import shop


def test_a():
    assert shop.A
