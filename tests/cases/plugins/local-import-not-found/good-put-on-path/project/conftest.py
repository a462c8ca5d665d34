import sys

import pytest


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    (tmp_path / "shop_plugin.py").write_text("NAME = 'shop'")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.fixture
def other(tmp_path):
    (tmp_path / "shop_other.py").write_text("NAME = 'other'")
    sys.path.insert(0, str(tmp_path))
    yield
    sys.path.remove(str(tmp_path))
