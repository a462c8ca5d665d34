def test_mail():
    assert True
