def test_many():
    assert 1 + 1 == 2
