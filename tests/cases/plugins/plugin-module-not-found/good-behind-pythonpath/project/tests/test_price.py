def test_price():
    assert 2 > 1
