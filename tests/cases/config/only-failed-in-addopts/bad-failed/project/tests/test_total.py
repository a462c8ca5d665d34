def test_total():
    assert 1 + 1 == 2


def test_more():
    assert 1 + 2 == 3
