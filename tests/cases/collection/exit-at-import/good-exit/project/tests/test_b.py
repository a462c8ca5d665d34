def test_two():
    assert True
