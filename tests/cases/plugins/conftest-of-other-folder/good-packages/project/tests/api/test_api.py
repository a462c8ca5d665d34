def test_path(path):
    assert path
