from tests.conftest import registry


def test_user(user):
    assert registry == [user]
