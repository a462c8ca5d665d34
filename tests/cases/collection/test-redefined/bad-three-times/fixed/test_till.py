def test_till():
    assert 1


def test_till_2():
    assert 2


def test_till_3():
    assert 3
