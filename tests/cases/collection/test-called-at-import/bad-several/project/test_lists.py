def test_first():
    assert sorted([2, 1]) == [1, 2]


test_first()


def test_second():
    assert max([2, 1]) == 2


def test_third():
    assert min([2, 1]) == 1


test_second()
test_third()
