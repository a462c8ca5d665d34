def test_key(registry):
    assert registry["key"] == 1
