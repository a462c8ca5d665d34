def test_mail():
    assert 1
