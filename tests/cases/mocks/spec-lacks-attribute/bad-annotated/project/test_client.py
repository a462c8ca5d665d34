from unittest.mock import Mock

from shop import Client


def test_timeout():
    client: Client = Mock(spec=Client)
    assert client.timeout == 1
