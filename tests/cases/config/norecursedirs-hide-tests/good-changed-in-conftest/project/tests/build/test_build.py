def test_build():
    assert 1
