def test_size():
    assert 4
