from unittest import mock
from unittest.mock import MagicMock

import shop
from shop import Client


def test_session():
    client = mock.Mock(spec=Client)
    client.session.get.return_value = [1]
    assert shop.load(client)


def test_timeout():
    client = MagicMock(spec_set=shop.Client)
    assert client.retries
    assert client.timeout


class TestLoad:
    def test_load(self):
        client = mock.create_autospec(Client, instance=True)
        client.rows.return_value = [client.timeout]
        assert shop.load(client)
