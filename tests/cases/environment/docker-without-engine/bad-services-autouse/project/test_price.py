def test_price():
    assert 3 > 2
