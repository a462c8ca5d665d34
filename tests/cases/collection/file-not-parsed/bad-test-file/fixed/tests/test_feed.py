def test_feed():
    assert True
