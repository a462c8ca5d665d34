def test_add(labels):
    assert labels
