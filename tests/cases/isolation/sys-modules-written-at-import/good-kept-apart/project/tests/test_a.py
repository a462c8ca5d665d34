import sys
from unittest import mock

with mock.patch.dict(sys.modules, {"shop_speed": None}):
    import json

try:
    import shop_speed
except ImportError:
    sys.modules["shop_speed"] = mock.MagicMock()

sys.modules["shop_json"] = json


def test_a():
    assert json
