from unittest.mock import Mock, create_autospec

import pytest
import shop
from shop import Client


def test_set():
    client = Mock(spec=Client)
    client.timeout = 5
    client.rows.return_value = [client.timeout]
    assert client.retries
    assert shop.load(client) == [5]
    assert client.loaded == [5]


def test_keyword():
    client = Mock(spec=Client, **{"timeout": 5, "session": Mock()})
    assert client.timeout == 5
    assert client.session.get()


def test_object():
    client = Mock(spec=Client(7))
    assert client.timeout
    other = create_autospec(Client(), instance=True)
    assert other.session.get


def test_configured():
    client = Mock(spec=Client)
    client.configure_mock(timeout=3)
    assert client.timeout == 3


def test_not_there():
    client = Mock(spec=Client)
    with pytest.raises(AttributeError):
        client.timeout
    assert not hasattr(client, "session")


def test_others():
    slotted, opened = Mock(spec=shop.Slotted), Mock(spec=shop.Open)
    assert slotted.size
    assert opened
    small = Mock(spec=shop.Slotted)
    assert small.size


def test_plain():
    client = Mock()
    assert client.timeout
