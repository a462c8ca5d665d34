def test_total(db):
    assert db == {}
