def test_push():
    assert 1
