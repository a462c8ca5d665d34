def test_stock():
    assert 5 - 3 == 2
