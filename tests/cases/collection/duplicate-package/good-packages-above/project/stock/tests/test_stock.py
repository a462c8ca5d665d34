def test_stock():
    assert 3
