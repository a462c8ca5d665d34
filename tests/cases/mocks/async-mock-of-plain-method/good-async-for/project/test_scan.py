import asyncio
from unittest.mock import AsyncMock, MagicMock

import pytest
import scan


async def listed():
    yield MagicMock()


def test_iterated():
    redis = MagicMock()
    redis.scan_iter.return_value.__aiter__.return_value = ["user:1", "user:2"]
    redis.aclose = AsyncMock()
    assert asyncio.run(scan.count(redis)) == 2


def test_generator():
    redis = AsyncMock()
    redis.listed = listed
    assert len(asyncio.run(scan.names(redis))) == 1


def test_awaited():
    redis = MagicMock(aclose=AsyncMock())
    found = MagicMock()
    found.__aiter__.return_value = ["user:1"]
    redis.found = AsyncMock(return_value=found)
    assert asyncio.run(scan.closed(redis)) == ["user:1"]


def test_other():
    redis, other = MagicMock(), MagicMock()
    redis.read.return_value.__aiter__.return_value = [0]
    other.read = AsyncMock(return_value=3)
    assert asyncio.run(scan.both(redis, other)) == 3


@pytest.mark.xfail(strict=True, raises=TypeError)
def test_known():
    redis = MagicMock()
    redis.scan_iter = AsyncMock(return_value=[])
    assert asyncio.run(scan.count(redis)) == 0
