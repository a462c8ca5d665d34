from unittest import mock

import shop


def test_total():
    client = mock.MagicMock(spec=shop.Client)
    client.fetch.return_value = 2
    assert shop.total(client) == 2


def test_text():
    text = mock.Mock(spec="")
    names = mock.Mock(spec=["fetch", "close"])
    words = mock.Mock(spec="some words")
    assert text.upper and names.fetch and words.split


@mock.patch("shop.Client", autospec=True)
def test_patched(client):
    assert client
