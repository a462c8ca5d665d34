def test_slim():
    assert True
