import asyncio

import pytest


@pytest.fixture(autouse=True)
def new_loop():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    loop.close()
