def test_count():
    assert 1 + 1 == 2
