from unittest.mock import Mock, create_autospec

from shop import Client
from shop import Till, total


def test_total():
    client = Mock(spec=Client)
    client.fetch.return_value = 2
    assert total(client) == 2


def test_till():
    till = create_autospec(Till)
    till.fetch.return_value = 2
    assert total(till) == 2
