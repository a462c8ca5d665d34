from unittest import TestCase, mock
from unittest.mock import patch

import pytest

from shop import sync


@patch("shop.sync.Client")
def test_decorated(client_class):
    client_class.fetch.return_value = [1]
    assert sync.sync() == [1]


def test_entered():
    with mock.patch.object(sync, "Store") as store:
        store.load.side_effect = [3]
        assert sync.stored() == 3


def test_mocker(mocker):
    client = mocker.patch("shop.sync.Client", autospec=True)
    sync.sync()
    client.assert_called_once_with("key")
    client.send.assert_called_once_with("begin")
    assert client.fetch.called


class SyncTests(TestCase):
    @mock.patch("shop.sync.Store")
    @mock.patch("shop.sync.Client")
    def test_two(self, mock_client, mock_store):
        mock_store.load.return_value = 2
        mock_client.return_value.fetch.return_value = 1
        self.assertEqual(sync.stored() + sync.sync(), 3)


@pytest.mark.parametrize("count", [1, 2])
@patch("shop.sync.Client")
@patch("shop.sync.print", print, create=True)
def test_parametrized(client, count):
    client.fetch.return_value = count
    assert sync.sync() == count
