import sys
from unittest import mock

sys.modules["shop_hardware"] = mock.MagicMock()
