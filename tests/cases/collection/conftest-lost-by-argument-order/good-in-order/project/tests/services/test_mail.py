def test_mail(guard):
    assert guard
