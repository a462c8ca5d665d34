from unittest.mock import patch

import pytest


@pytest.mark.usefixtures("tmp_path")
class TestShop:
    def setup_method(self):
        self.shop = "open"

    def test_shop(self):
        assert self.shop == "open"


@patch.dict("os.environ", {"SHOP": "open"})
class TestOther:
    def setup_method(self):
        self.shop = "open"

    def test_shop(self):
        assert self.shop == "open"


@pytest.mark.skipif("sys.platform == 'win32'", reason="not there")
@pytest.mark.parametrize("name", ["a"])
class TestMore:
    def setup_method(self):
        self.shop = "a"

    def test_shop(self, name):
        assert self.shop == name
