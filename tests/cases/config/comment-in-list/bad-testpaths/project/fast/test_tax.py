def test_tax():
    assert 2 + 1 == 3
