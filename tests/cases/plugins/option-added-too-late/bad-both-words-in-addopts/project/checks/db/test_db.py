def test_backend(backend):
    assert backend.name == "sqlite"
