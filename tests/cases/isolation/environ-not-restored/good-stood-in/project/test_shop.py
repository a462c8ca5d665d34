from unittest.mock import patch

import shop


@patch("shop.os")
def test_key(os):
    os.environ = {}
    os.environ["SHOP_KEY"] = "1"
    assert shop.key() == "1"
