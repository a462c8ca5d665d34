def test_price():
    assert 2 * 3 == 6
