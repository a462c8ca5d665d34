import asyncio
from unittest.mock import AsyncMock, MagicMock, patch

import pytest

import scan


class Redis:
    def scan_iter(self, pattern):
        return []


def test_set():
    redis = MagicMock()
    redis.scan_iter = AsyncMock(return_value=["user:1", "user:2"])
    assert asyncio.run(scan.count(redis)) == 2


def test_child():
    redis = AsyncMock()
    redis.scan_iter.return_value = ["user:1"]
    assert asyncio.run(scan.count(redis)) == 1


@pytest.fixture
def redis():
    return MagicMock(listed=AsyncMock(return_value=[]))


def test_keyword(redis):
    assert asyncio.run(scan.names(redis)) == []


def test_patched():
    with patch.object(Redis, "scan_iter", AsyncMock(return_value=[])):
        assert asyncio.run(scan.count(Redis())) == 0


def test_callable():
    with patch.object(Redis, "scan_iter", new_callable=AsyncMock):
        assert asyncio.run(scan.count(Redis())) == 0
