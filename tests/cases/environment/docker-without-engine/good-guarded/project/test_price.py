def test_price(database):
    assert database
