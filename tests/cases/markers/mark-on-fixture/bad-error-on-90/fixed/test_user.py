import pytest


@pytest.fixture
def user(request):
    return "ann"


def test_user(user):
    assert user
