from shop import context


def test_digits():
    context.digits = 100
    assert context.bits > 300
