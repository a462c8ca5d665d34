from unittest import mock

import shop


@mock.patch("shop.fetch")
def test_decorated(fetch):
    fetch.side_effects = [1, 2]
    assert shop.fetch()


def test_mocker(mocker):
    fetch = mocker.patch("shop.fetch")
    fetch.return_values = 1
    fetch.side_effects = [1, 2]
    assert shop.fetch()


def test_block():
    with mock.patch.object(shop, "fetch") as fetch:
        fetch.side_effects = ValueError
        assert shop.fetch()
