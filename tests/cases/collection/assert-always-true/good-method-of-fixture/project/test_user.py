from types import SimpleNamespace

import pytest


def test_active(user, row):
    assert user.is_active()
    assert user.name
    assert row.is_active


@pytest.mark.parametrize("user", [SimpleNamespace(is_active=True)])
def test_given(user):
    assert user.is_active


class TestGuest:
    @pytest.fixture
    def guest(self):
        return SimpleNamespace(is_active=True)

    def test_guest(self, guest):
        assert guest.is_active


def helper(user):
    assert user.is_active


def test_helper():
    helper(SimpleNamespace(is_active=True))
