import pytest


@pytest.fixture
def user():
    return "ann"


def test_logout(user):
    assert user == "bob"


class TestPage:
    def test_page(self):
        assert 1
