from unittest import mock
from unittest.mock import MagicMock, Mock

import greet
from greet import greet as hello


def test_given_to_function():
    user = Mock(age=3)
    user.name = "Ann"
    assert hello(user) == "Hello Ann"


def test_other_way_round():
    user = mock.MagicMock()
    user.name = "Ann"
    assert "Hello Ann" == greet.greet(user)


class TestUser:
    def test_compared(self):
        user = MagicMock(
            age=3,
        )
        user.name = "Ann"
        assert user.name == "Ann"

    def test_not_equal(self, mocker):
        user = mocker.Mock(age=3)
        user.name = "Ann"
        assert not user.name != "Ann"
