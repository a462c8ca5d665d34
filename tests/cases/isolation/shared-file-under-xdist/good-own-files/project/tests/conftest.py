import os

import pytest

pytest_plugins = ["pytester"]


@pytest.fixture
def in_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
