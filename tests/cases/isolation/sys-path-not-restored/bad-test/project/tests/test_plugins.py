import importlib
import sys

import pytest


def test_found(tmp_path):
    (tmp_path / "shop_plugin.py").write_text("NAME = 'shop'")
    sys.path.insert(0, str(tmp_path))
    assert importlib.util.find_spec("shop_plugin")


def test_not_found():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("shop_plugin")
