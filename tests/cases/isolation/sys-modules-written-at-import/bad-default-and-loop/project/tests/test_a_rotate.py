import sys
from unittest.mock import MagicMock

sys.modules.setdefault("shop.pins", MagicMock())


def test_rotate():
    assert sys.modules["shop.pins"]
