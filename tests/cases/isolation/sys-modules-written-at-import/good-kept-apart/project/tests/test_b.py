import sys
from unittest import mock

sys.modules["shop_more"] = mock.MagicMock()
import csv

del sys.modules["shop_more"]


def test_b():
    assert csv
