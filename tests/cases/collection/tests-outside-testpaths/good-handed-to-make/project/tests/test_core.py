def test_core():
    assert 1
