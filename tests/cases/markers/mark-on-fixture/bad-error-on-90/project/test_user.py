import pytest


@pytest.fixture
@pytest.mark.parametrize("name", ["ann", "bob"])
def user(request):
    return "ann"


def test_user(user):
    assert user
