import os
from importlib import reload
from unittest.mock import patch

import shop.config


def test_debug():
    with patch.dict(os.environ, {"SHOP_DEBUG": "1"}):
        reload(shop.config)
        assert shop.config.DEBUG == "1"

    reload(shop.config)
