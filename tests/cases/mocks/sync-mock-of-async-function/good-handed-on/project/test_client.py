from unittest import mock

from shop.client import Client


def test_get():
    with mock.patch("shop.client.Client.request", new_callable=mock.MagicMock) as request:
        Client().get("/")
        request.assert_called_once_with("GET", "/")
