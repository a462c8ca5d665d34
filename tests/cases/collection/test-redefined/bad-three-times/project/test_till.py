def test_till():
    assert 1


def test_till():
    assert 2


def test_till():
    assert 3
