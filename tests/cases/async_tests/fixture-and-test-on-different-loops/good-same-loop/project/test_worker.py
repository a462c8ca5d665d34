import asyncio

import pytest


@pytest.mark.asyncio(loop_scope="session")
async def test_worker(worker):
    done, _ = await asyncio.wait([worker], timeout=0.1)
    assert not done


async def test_settings(settings):
    assert settings["debug"]
