import asyncio

import pytest


@pytest.fixture(scope="module")
def client(event_loop):
    return event_loop.run_until_complete(asyncio.sleep(0, result="client"))
