from unittest.mock import patch

import shop


@patch("shop.load")
@patch("shop.save")
def test_shop(mock_save, mock_load):
    shop.load()
    assert mock_load.called
