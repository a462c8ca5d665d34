def test_port():
    assert int("8080") == 8080
