def test_order():
    assert 0
