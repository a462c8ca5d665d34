import os

import pytest


@pytest.mark.usefixtures()
class TestOffline:
    def test_mode(self):
        print("offline:", os.environ.get("SHOP_OFFLINE"))
