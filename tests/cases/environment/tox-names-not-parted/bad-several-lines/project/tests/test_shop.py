def test_shop():
    assert 1 + 1 == 2
