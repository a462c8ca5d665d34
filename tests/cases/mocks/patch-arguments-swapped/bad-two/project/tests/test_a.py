from unittest.mock import patch

import shop


@patch("shop.load")
@patch("shop.save")
def test_shop(mock_load, mock_save):
    shop.load()
    assert mock_save.called
