from unittest.mock import MagicMock, Mock, create_autospec, patch

import app
import pytest
from app import client as clients
from app.client import Client, Derived


class Late:
    pass


def test_there():
    client = create_autospec(Client, instance=True)
    client.get.return_value = 2
    assert client.get() == 2
    client.get.assert_called_once_with()
    client.reset_mock()
    assert client.mock_calls == []


def test_inherited():
    assert MagicMock(spec=Derived).fetch()


def test_given(mocker):
    client = mocker.MagicMock(spec=app.Client, fetch=Mock())
    assert client.fetch()


def test_set_on_result(mocker):
    klass = mocker.patch("app.client.Client", autospec=True)
    klass.return_value.fetch = Mock(return_value=1)
    assert clients.Client().fetch() == 1


def test_own_result(mocker):
    klass = mocker.patch("app.client.Client", autospec=True)
    klass.return_value = Mock()
    assert klass.return_value.fetch()


def test_result_given(mocker):
    klass = mocker.patch("app.client.Client", autospec=True, return_value=Mock())
    assert klass.return_value.fetch()


def test_result_of_spec():
    klass = Mock(spec=Client)
    assert klass.return_value.fetch()
    assert klass().fetch()


def test_refused():
    with pytest.raises(AttributeError):
        create_autospec(Client, instance=True).fetch()
    with patch("app.client.Client", autospec=True) as klass:
        with pytest.raises(AttributeError):
            klass.return_value.fetch()
        assert not hasattr(klass.return_value, "fetch")


def test_handed_on():
    client = Mock(spec=Client)
    prepare(client)
    assert client.fetch()


def prepare(client):
    client.fetch = lambda: 1


def test_two(mocker):
    client = Mock(spec=Client)
    assert client.get()
    client = Mock()
    assert client.fetch()


def test_plain(mocker):
    assert mocker.patch("app.client.Client").return_value.fetch()


def test_object():
    assert Mock(spec=Client()).timeout


def test_started():
    patcher = patch("app.client.Client", autospec=True)
    klass = patcher.start()
    assert klass.return_value.get
    patcher.stop()
    assert patch("app.client.Client", autospec=True).start()
    patch.stopall()
