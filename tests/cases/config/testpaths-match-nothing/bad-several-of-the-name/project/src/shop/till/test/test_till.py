def test_till():
    assert True
