def test_s(snapshot):
    assert 30 == snapshot
