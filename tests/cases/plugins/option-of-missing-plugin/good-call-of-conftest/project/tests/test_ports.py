def test_port():
    assert 1
