def test_remote():
    assert 1 + 1 == 2
