import os
from unittest.mock import patch

from settings import debug


@patch.dict(os.environ, {"SHOP_DEBUG": "1"})
def test_debug():
    assert debug()
