from unittest import mock
from unittest.mock import MagicMock as Double

import shop


def test_total():
    client = Double(spec="shop.Client")
    client.fetch.return_value = 2
    assert shop.total(client) == 2


@mock.patch("shop.Client", spec_set="shop.Client")
def test_patched(client):
    client.fetch.return_value = 3
    assert shop.total(client) == 3
