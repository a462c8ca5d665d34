def test_fake(database):
    assert database == 5432
