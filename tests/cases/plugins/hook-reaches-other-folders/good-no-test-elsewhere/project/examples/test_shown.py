def test_shown():
    assert 1 + 1 == 2
