import asyncio

import pytest


@pytest.fixture(autouse=True)
def no_sleep(monkeypatch):
    async def sleep(seconds):
        assert seconds > 0

    monkeypatch.setattr(asyncio, "sleep", sleep)
