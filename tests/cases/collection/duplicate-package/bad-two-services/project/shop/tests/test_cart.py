def test_cart():
    assert 2
