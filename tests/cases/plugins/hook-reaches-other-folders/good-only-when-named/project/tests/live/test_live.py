def test_live():
    assert 1 + 1 == 2
