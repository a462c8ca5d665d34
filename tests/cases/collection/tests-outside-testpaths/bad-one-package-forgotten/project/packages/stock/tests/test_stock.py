def test_stock():
    assert 1
