def test_order():
    assert 2 + 3 == 5
