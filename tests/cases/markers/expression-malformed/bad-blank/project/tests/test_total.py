def test_total_price():
    assert True
