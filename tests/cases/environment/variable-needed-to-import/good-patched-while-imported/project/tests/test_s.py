import pytest
from unittest import mock
with mock.patch.dict("os.environ", {"SHOP_KEY": "1"}):
    from shop import settings
def test_a(): assert settings.KEY
