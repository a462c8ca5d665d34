def test_size(size):
    assert size == 3
