import os

import pytest


class TestLevels:
    def test_low(self, monkeypatch):
        monkeypatch.setenv("SHOP_LEVEL", "low")
        assert os.environ["SHOP_LEVEL"]

    def test_high(self, monkeypatch):
        monkeypatch.setenv("SHOP_LEVEL", "high")
        assert os.environ["SHOP_LEVEL"]

    @pytest.mark.asyncio
    @pytest.mark.parametrize("level", ["a", "b"])
    async def test_any(self, level, monkeypatch):
        with open(__file__):
            monkeypatch.setenv("SHOP_LEVEL", level)


def test_unknown(tmp_path):
    os.environ[str(tmp_path)] = "1"
