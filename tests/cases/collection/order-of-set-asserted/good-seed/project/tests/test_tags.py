def test_list():
    found = list({"b", "a"})
    assert found


def test_order():
    assert list({"b", "a"}) == ["b", "a"] or True
