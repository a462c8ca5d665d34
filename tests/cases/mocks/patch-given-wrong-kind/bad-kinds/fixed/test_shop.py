from unittest import mock
from unittest.mock import MagicMock, PropertyMock, mock_open, patch

import shop


@patch("shop.Shop.open", new_callable=PropertyMock)
def test_open(is_open):
    shop.Shop().open
    assert is_open.call_count == 1


def test_fetch():
    with mock.patch.object(shop, "fetch", new_callable=MagicMock, return_value=2):
        assert shop.fetch() == 2


def test_read():
    with patch("builtins.open", mock_open()):
        assert shop.read() == ""
