def test_active(user):
    assert user.is_active
