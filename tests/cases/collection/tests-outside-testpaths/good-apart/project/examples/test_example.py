def test_example():
    assert 1
