from shop import till


def test_till():
    assert till.TILL
