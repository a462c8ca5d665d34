from tests.conftest import NAMES


def test_user(user):
    assert user in NAMES
