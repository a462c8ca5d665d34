from unittest.mock import MagicMock, PropertyMock, mock_open, patch

import shop


@patch("shop.Shop.open", new_callable=PropertyMock)
def test_open(is_open):
    shop.Shop().open
    assert is_open.call_count == 1


@patch("shop.Shop.open", new=MagicMock())
def test_new():
    assert shop.Shop().open


def test_read():
    with patch("builtins.open", mock_open(read_data="x")), patch("builtins.print", new_callable=mock_open):
        assert shop.read() == "x"


@patch("shop.read", new_callable=MagicMock())
def test_alike(read):
    read.return_value = 1
    assert shop.read() == 1


@patch("shop.Shop.open", new_callable=PropertyMock(return_value=True))
def test_value(is_open):
    assert shop.Shop().open is True
