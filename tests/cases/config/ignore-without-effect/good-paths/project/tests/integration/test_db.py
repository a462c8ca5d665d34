def test_db():
    assert False
