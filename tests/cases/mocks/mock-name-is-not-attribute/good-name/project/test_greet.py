from unittest import mock
from unittest.mock import Mock, PropertyMock, call, sentinel

from greet import greet, rank
from other import opened


class User:
    name = "Ann"


def test_set_behind():
    user = Mock(name="Ann", age=3)
    user.name = "Ann"
    assert greet(user) == "Hello Ann"
    assert user.name == "Ann"


def test_configured():
    user = Mock(name="Ann")
    user.configure_mock(name="Ann")
    assert greet(user) == "Hello Ann"


def test_property():
    user = Mock(name="Ann")
    type(user).name = PropertyMock(return_value="Ann")
    assert greet(user) == "Hello Ann"


def test_for_messages():
    response = Mock(name="response", status=200, age=3)
    assert response.status == 200
    assert rank(response) == 3
    assert "response" in repr(response)
    assert opened(response) == "no file"


def test_other_text():
    file = Mock(name="file")
    assert opened(file) == "no file"


def test_mock_of_mock():
    user = Mock(name="user")
    user.name.return_value = "Ann"
    assert user.name() == "Ann"
    assert user.mock_calls == [call.name()]
    assert user.name is not sentinel.name


def test_original():
    user = mock.Mock(name="Ann", wraps=User())
    user.name = User.name
    assert greet(user) == "Hello Ann"


def test_made_again():
    user = Mock(name="Ann")
    user = User()
    assert greet(user) == "Hello Ann"
