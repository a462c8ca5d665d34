from unittest import mock
from unittest.mock import MagicMock, create_autospec, patch

import app
from app.client import Client


def test_autospec():
    client = create_autospec(Client, instance=True)
    client.fetch.return_value = 1
    assert client.fetch() == 1


def test_at_once():
    assert MagicMock(spec=app.Client).fetch()


def test_mocker(mocker):
    client = mocker.MagicMock(spec_set=app.Client)
    assert client.fetch()


def test_made_by_mocker(mocker):
    client = mocker.create_autospec(Client)
    assert client.get
    client.fetch()


def test_result(mocker):
    mocker.patch("app.client.Client", autospec=True).return_value.fetch.return_value = 1


def test_result_named(mocker):
    client = mocker.patch("app.client.Client", autospec=True).return_value
    client.fetch.return_value = 1


def test_entered():
    with patch("app.client.Client", autospec=True) as klass:
        klass.return_value.fetch.return_value = 1


class TestClient:
    def test_patched_class(self, mocker):
        klass = mocker.patch("app.client.Client", autospec=True)
        klass.return_value.get.return_value = 1
        klass.return_value.timeout.real = 1

    def test_misspelt(self):
        assert mock.Mock(spec=Client).got
