def test_config():
    assert False
