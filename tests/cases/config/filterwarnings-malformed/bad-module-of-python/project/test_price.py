def test_price():
    assert 1 + 1 == 2
